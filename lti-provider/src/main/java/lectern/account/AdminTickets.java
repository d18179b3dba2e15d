package lectern.account;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lectern.store.Database;

/**
 * Hands administrators over from a launch in their LMS to the console: a ticket of five minutes that works once. Its
 * deployment is the tenant that the console may show. Thread-safe.
 */
public final class AdminTickets {
    static final Duration LIFE = Duration.ofMinutes(5);
    private static final int MAX_TICKET = 128;

    private final Database database;
    private final Clock clock;
    private final Tokens tokens;

    public AdminTickets(Database database, Clock clock, Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** The administrator that a ticket stands for; the deployment is the row's key. */
    public record Admin(long deploymentId, long personId, String name) {
        @Override
        public String toString() {
            return "Admin[" + personId + "]"; // no name in a log
        }
    }

    /** The caller has checked that the person administers the LMS. */
    public String issue(long deploymentId, long personId) {
        String ticket = tokens.fresh();
        long now = clock.millis();
        database.change(handle -> {
            AdminTicketStore.purge(handle, now);
            AdminTicketStore.insert(handle, Tokens.hash(ticket), deploymentId, personId, now + LIFE.toMillis());
        });
        return ticket;
    }

    /** Empty for a ticket that is unknown, used or too old. */
    public Optional<Admin> redeem(String ticket) {
        if (ticket.length() > MAX_TICKET) {
            return Optional.empty();
        }
        long now = clock.millis();
        return database.write(handle -> AdminTicketStore.use(handle, Tokens.hash(ticket), now));
    }
}
