package lectern.lti.groups;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** Where a course's services are, and whose they are. */
final class CoursePlaceStore {
    private final Database database;

    CoursePlaceStore(Database database) {
        this.database = database;
    }

    /**
     * A course's place in its LMS.
     *
     * @param deploymentId our key of the tenant
     * @param deployment the LMS's id of it
     */
    record Place(
            long courseId,
            long registrationId,
            long deploymentId,
            String deployment,
            @Nullable URI memberships,
            @Nullable URI groups,
            @Nullable URI sets) {}

    Optional<Place> place(long courseId) {
        return database.read(handle -> handle.createQuery("""
                        select o.id, o.deployment_id, d.registration_id, d.deployment_id as deployment,
                          s.memberships_url, s.groups_url, s.group_sets_url
                        from course o join deployment d on d.id = o.deployment_id
                          left join course_services s on s.course_id = o.id
                        where o.id = :course""")
                .bind("course", courseId)
                .map((row, ctx) -> new Place(
                        row.getLong("id"),
                        row.getLong("registration_id"),
                        row.getLong("deployment_id"),
                        row.getString("deployment"),
                        uri(row, "memberships_url"),
                        uri(row, "groups_url"),
                        uri(row, "group_sets_url")))
                .findOne());
    }

    private static @Nullable URI uri(ResultSet row, String column) throws SQLException {
        String url = row.getString(column);
        return url == null ? null : URI.create(url);
    }
}
