package lectern.lti.refusal;

import java.time.Clock;
import java.time.Duration;
import lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line and one row for each launch, good or refused, and for each refused login: ids of the connection, never of
 * the person, and no token. Rows are kept for 90 days, and 100,000 of them at most.
 */
public final class LaunchLog {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchLog.class);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int MAX_ROWS = 100_000;

    private final Database database;
    private final Clock clock;

    public LaunchLog(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    public void good(Attempt attempt) {
        add(attempt, "ok");
    }

    void refused(Attempt attempt, Refusal refusal) {
        add(attempt, refusal.code());
    }

    private void add(Attempt attempt, String code) {
        LOG.atInfo()
                .addKeyValue("launch", attempt.launchId())
                .addKeyValue("code", code)
                .addKeyValue("iss", attempt.iss())
                .addKeyValue("client", attempt.clientId())
                .log("Launch");
        database.change(handle -> handle.createUpdate("""
                        insert into launch_log (at, launch_id, iss, client_id, deployment_id, message_type, code)
                        values (:at, :launch, :iss, :client, :deployment, :message, :code)""")
                .bind("at", clock.millis())
                .bind("launch", attempt.launchId())
                .bind("iss", attempt.iss())
                .bind("client", attempt.clientId())
                .bind("deployment", attempt.deploymentId())
                .bind("message", attempt.messageType())
                .bind("code", code)
                .execute());
    }

    /** Drops rows over their age, and the oldest ones over the limit. */
    public void purge() {
        long before = clock.instant().minus(KEPT).toEpochMilli();
        database.change(handle -> handle.createUpdate("""
                        delete from launch_log
                        where at < :before or id <= (select max(id) from launch_log) - :max""")
                .bind("before", before)
                .bind("max", MAX_ROWS)
                .execute());
    }
}
