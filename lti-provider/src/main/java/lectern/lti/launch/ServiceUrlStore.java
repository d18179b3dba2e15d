package lectern.lti.launch;

import java.net.URI;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The course_services and class_link tables and the deployment's front page, as a launch writes them. A launch that names
 * no service (a person who may not use it) does not take away what another one told.
 */
final class ServiceUrlStore {
    private ServiceUrlStore() {}

    static void course(Handle handle, long courseId, ServiceUrls services, long now) {
        handle.createUpdate("""
                        insert into course_services (course_id, memberships_url, line_items_url, line_item_scopes,
                          groups_url, group_sets_url, notices_url, updated_at)
                        values (:course, :memberships, :items, :scopes, :groups, :sets, :notices, :now)
                        on conflict (course_id) do update set
                          memberships_url = coalesce(:memberships, memberships_url),
                          line_items_url = coalesce(:items, line_items_url),
                          line_item_scopes = case when :scopes = '' then line_item_scopes else :scopes end,
                          groups_url = coalesce(:groups, groups_url),
                          group_sets_url = coalesce(:sets, group_sets_url),
                          notices_url = coalesce(:notices, notices_url),
                          updated_at = :now""")
                .bind("course", courseId)
                .bind("memberships", text(services.memberships()))
                .bind("items", text(services.lineItems()))
                .bind("scopes", String.join(" ", services.lineItemScopes()))
                .bind("groups", text(services.groups()))
                .bind("sets", text(services.groupSets()))
                .bind("notices", text(services.notices()))
                .bind("now", now)
                .execute();
    }

    static void link(Handle handle, long classId, LtiLaunch launch, long now) {
        if (launch.link() == null) {
            return;
        }
        handle.createUpdate("""
                        insert into class_link (class_id, resource_link_id, line_item_url, updated_at)
                        values (:class, :link, :item, :now)
                        on conflict (class_id) do update set resource_link_id = :link,
                          line_item_url = coalesce(:item, line_item_url), updated_at = :now""")
                .bind("class", classId)
                .bind("link", launch.link().id())
                .bind("item", text(launch.services().lineItem()))
                .bind("now", now)
                .execute();
    }

    /** Writes only what is new: every launch of a school tells the same. */
    static void frontPage(Handle handle, long deploymentId, FrontPage page) {
        handle.createUpdate("""
                        update deployment set lms_url = :url, lms_name = :name
                        where id = :id and (lms_url is not :url or lms_name is not :name)""")
                .bind("id", deploymentId)
                .bind("url", page.url())
                .bind("name", page.name())
                .execute();
    }

    private static @Nullable String text(@Nullable URI uri) {
        return uri == null ? null : uri.toString();
    }
}
