package lectern.lti.groups;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import lectern.groups.Directory.Listed;
import lectern.lti.roster.Member;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
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

    /** Somebody of the LMS's list as everybody here knows them. */
    static Listed listed(Handle handle, long personId, Member member) {
        String email = member.told().email();
        return handle.createQuery("select public_id, name from person where id = :id")
                .bind("id", personId)
                .map((row, ctx) -> new Listed(
                        personId,
                        row.getString("public_id"),
                        row.getString("name"),
                        member.sub(),
                        email == null ? null : email.toLowerCase(Locale.ROOT)))
                .one();
    }

    private static @Nullable URI uri(ResultSet row, String column) throws SQLException {
        String url = row.getString(column);
        return url == null ? null : URI.create(url);
    }
}
