package lectern.admin;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lectern.account.AdminIdentity;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditEntry.Actor;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * What administrators did: appended, never changed, kept for three years. The database itself refuses anything else.
 * Thread-safe.
 */
public final class AuditLog {
    private static final Duration KEPT = Duration.ofDays(3 * 365);
    private static final int MAX_DETAIL = 300;

    private final Database database;
    private final Clock clock;

    public AuditLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What it is about.
     *
     * @param registrationId null for none
     * @param deploymentId the row of the deployment; null for none
     */
    public record Subject(
            @Nullable Long registrationId, @Nullable Long deploymentId) {
        public static final Subject NONE = new Subject(null, null);

        public static Subject registration(long id) {
            return new Subject(id, null);
        }

        public static Subject deployment(long id) {
            return new Subject(null, id);
        }
    }

    /** Something an administrator did in the console. */
    public void add(AdminIdentity who, Action action, Subject subject, String detail) {
        add(who.server() ? Actor.SERVER : Actor.LMS, who.server() ? null : who.name(), action, subject, detail);
    }

    /** Something that was done elsewhere. */
    public void add(Actor actor, Action action, Subject subject, String detail) {
        add(actor, null, action, subject, detail);
    }

    private void add(Actor actor, @Nullable String name, Action action, Subject subject, String detail) {
        String line = detail.replaceAll("\\p{Cntrl}", " ");
        String kept = line.length() > MAX_DETAIL ? line.substring(0, MAX_DETAIL) + "…" : line;
        AuditEntry entry = new AuditEntry(
                0, clock.instant(), actor, name, action, subject.registrationId(), subject.deploymentId(), kept);
        database.change(handle -> AuditStore.insert(handle, entry));
    }

    /**
     * The newest entries, newest first: for whoever runs the server all, for an administrator of an LMS those of their
     * deployment.
     *
     * @param before only older ones than this entry; null for the newest
     */
    public List<AuditEntry> list(AdminIdentity who, @Nullable Long before, int limit) {
        Long tenant = who.tenant() == null ? null : (Long) who.tenant().id();
        return database.read(handle -> AuditStore.list(handle, tenant, before, limit));
    }

    /** Forgets what is older than three years. */
    public void purge() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        database.change(handle -> AuditStore.purge(handle, before));
    }
}
