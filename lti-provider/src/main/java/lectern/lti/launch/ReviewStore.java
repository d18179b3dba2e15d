package lectern.lti.launch;

import java.net.URI;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What a submission review is about, found by the LMS's names for it, within the tenant and the course. */
final class ReviewStore {
    private ReviewStore() {}

    /** Null for somebody who never launched. */
    static @Nullable Long person(Handle handle, long deploymentId, String sub) {
        return handle.createQuery("select id from person where deployment_id = :deployment and sub = :sub")
                .bind("deployment", deploymentId)
                .bind("sub", sub)
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }

    /** The class of the launch's link or grade column; null when neither names one. */
    static @Nullable Long clazz(Handle handle, long courseId, LtiLaunch launch) {
        URI lineItem = launch.services().lineItem();
        return handle.createQuery("""
                        select c.id from class c left join class_link l on l.class_id = c.id
                        where c.course_id = :course
                          and (c.room_key = :room or l.resource_link_id = :link or l.line_item_url = :item)
                        order by c.room_key = :room desc limit 1""")
                .bind("course", courseId)
                .bind("room", launch.roomId() == null ? null : "room:" + launch.roomId())
                .bind("link", launch.link() == null ? null : launch.link().id())
                .bind("item", lineItem == null ? null : lineItem.toString())
                .mapTo(Long.class)
                .findOne()
                .orElse(null);
    }
}
