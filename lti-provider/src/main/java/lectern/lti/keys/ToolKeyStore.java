package lectern.lti.keys;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The tool_key table: which key is the current one. */
final class ToolKeyStore {
    private ToolKeyStore() {}

    static Optional<String> current(Handle handle) {
        return handle.createQuery("select kid from tool_key where state = 'current'")
                .mapTo(String.class)
                .findOne();
    }

    static void insert(Handle handle, String kid, long now) {
        handle.createUpdate("insert into tool_key (kid, state, created_at) values (:kid, 'current', :now)")
                .bind("kid", kid)
                .bind("now", now)
                .execute();
    }
}
