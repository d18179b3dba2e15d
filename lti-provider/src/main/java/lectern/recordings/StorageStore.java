package lectern.recordings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which recordings there are, with their courses. */
final class StorageStore {
    private StorageStore() {}

    static List<StorageUse.Measured> recordings(Handle handle, @Nullable Long deploymentId) {
        return handle.createQuery("""
                        select r.id, r.directory, r.status = 'ready' as finished, c.deployment_id, c.course_id,
                          coalesce(o.title, '') as course
                        from recording r join session s on s.id = r.session_id join class c on c.id = s.class_id
                        left join course o on o.id = c.course_id
                        where :deployment is null or c.deployment_id = :deployment""")
                .bind("deployment", deploymentId)
                .map((row, ctx) -> measured(row))
                .list();
    }

    private static StorageUse.Measured measured(ResultSet row) throws SQLException {
        long id = row.getLong("course_id");
        Long course = row.wasNull() ? null : (Long) id;
        return new StorageUse.Measured(
                row.getString("id"),
                row.getString("directory"),
                row.getBoolean("finished"),
                row.getLong("deployment_id"),
                course,
                row.getString("course"));
    }
}
