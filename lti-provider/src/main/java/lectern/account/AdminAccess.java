package lectern.account;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lectern.store.Database;
import lectern.web.ApiError;

/**
 * Who may use the console, and as whom. A launch of an LMS's administrator gives a ticket of {@link AdminTickets}, and
 * whoever can run commands on the server gets a link; either becomes, once, a session of eight hours. A session of a
 * deployment ends when the deployment or its registration may not launch any more. Thread-safe.
 */
public final class AdminAccess {
    static final Duration LIFE = Duration.ofHours(8);
    private static final int MAX_TOKEN = 128;
    /** Old links that are remembered, so that the first start is known from later ones. */
    private static final int LINKS = 100;

    private final Database database;
    private final Clock clock;
    private final Tokens tokens;
    private final AdminTickets tickets;

    public AdminAccess(Database database, Clock clock, Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.tokens = tokens;
        tickets = new AdminTickets(database, clock, tokens);
    }

    public AdminTickets tickets() {
        return tickets;
    }

    /** Whether there was never a link yet: the server's first start. */
    public boolean first() {
        return !database.read(AdminAccessStore::linked);
    }

    /**
     * A secret that lets whoever has it in as the one who runs the server, once.
     *
     * @param life how long it is good
     */
    public String link(Duration life) {
        String secret = tokens.fresh();
        long expires = clock.instant().plus(life).toEpochMilli();
        database.change(handle -> {
            AdminAccessStore.forgetLinks(handle, LINKS);
            AdminAccessStore.insertLink(handle, Tokens.hash(secret), expires);
        });
        return secret;
    }

    /** The session that a ticket or a link became. */
    public record Entered(String token, AdminIdentity identity) {
        @Override
        public String toString() {
            return "Entered[" + identity + "]";
        }
    }

    /**
     * Turns a ticket or a link into a session.
     *
     * @throws ApiError {@code link_unknown} for one that is neither, was used or is too old
     */
    public Entered enter(String secret) {
        if (secret.length() > MAX_TOKEN) {
            throw unknown();
        }
        Optional<AdminTickets.Admin> admin = tickets.redeem(secret);
        long now = clock.millis();
        String token = tokens.fresh();
        database.change(handle -> {
            if (admin.isEmpty() && !AdminAccessStore.useLink(handle, Tokens.hash(secret), now)) {
                throw unknown();
            }
            AdminAccessStore.insertSession(
                    handle,
                    Tokens.hash(token),
                    admin.map(AdminTickets.Admin::deploymentId).orElse(null),
                    admin.map(AdminTickets.Admin::personId).orElse(null),
                    now + LIFE.toMillis());
        });
        return new Entered(token, find(token).orElseThrow(AdminAccess::signedOut));
    }

    private static ApiError unknown() {
        return new ApiError(
                401,
                "link_unknown",
                "This link was used already, is too old, or is not whole. Open the console from your LMS again, or make "
                        + "another link on the server: lectern console link.");
    }

    private static ApiError signedOut() {
        return new ApiError(
                401,
                "signed_out",
                "You are signed out. Open the console from your LMS again, or make a link on the server: lectern console "
                        + "link.");
    }

    /**
     * The administrator behind the request's bearer token.
     *
     * @throws ApiError {@code signed_out}
     */
    public AdminIdentity authenticate(Context ctx) {
        return Bearer.of(ctx.header("Authorization")).flatMap(this::find).orElseThrow(AdminAccess::signedOut);
    }

    /**
     * The same, if it is whoever runs the server.
     *
     * @throws ApiError {@code signed_out}; {@code not_allowed} for an administrator of a deployment
     */
    public AdminIdentity server(Context ctx) {
        AdminIdentity who = authenticate(ctx);
        if (!who.server()) {
            throw ApiError.notAllowed("Only whoever runs this server can do that.");
        }
        return who;
    }

    private Optional<AdminIdentity> find(String token) {
        long now = clock.millis();
        return token.length() > MAX_TOKEN
                ? Optional.empty()
                : database.read(handle -> AdminAccessStore.find(handle, Tokens.hash(token), now));
    }

    /** Ends the session of the request's token, if there is one. */
    public void leave(Context ctx) {
        Bearer.of(ctx.header("Authorization"))
                .ifPresent(token -> database.change(handle -> AdminAccessStore.end(handle, Tokens.hash(token))));
    }

    /** Forgets sessions that are over. */
    public void purge() {
        long now = clock.millis();
        database.change(handle -> AdminAccessStore.purge(handle, now));
    }
}
