package lectern.policy;

import java.util.Map;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;

/** The policies of all deployments. Thread-safe. */
public final class Policies {
    private final Database database;

    public Policies(Database database) {
        this.database = database;
    }

    /** What a deployment, by its row, allows. */
    public Policy of(long deploymentId) {
        return database.read(handle -> of(handle, deploymentId));
    }

    /** Within a transaction of the caller's. */
    public static Policy of(Handle handle, long deploymentId) {
        return PolicyStore.find(handle, deploymentId).orElse(Policy.OPEN);
    }

    /** Those that somebody set, by the row of the deployment. */
    public Map<Long, Policy> all() {
        return database.read(PolicyStore::all);
    }

    public void set(long deploymentId, Policy policy) {
        database.change(handle -> PolicyStore.put(handle, deploymentId, policy));
    }
}
