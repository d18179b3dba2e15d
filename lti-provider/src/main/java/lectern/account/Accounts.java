package lectern.account;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking. A launch gives a lobby token; the lobby asks for tickets; a ticket becomes a session token, once. The
 * role is the membership's of now, so a later launch with other roles changes what an old token may do.
 */
public final class Accounts {
    static final Duration LOBBY = Duration.ofHours(12);
    static final Duration SESSION = Duration.ofHours(12);
    static final Duration TICKET = Duration.ofSeconds(60);
    /** Rows outlive their expiry, so that "expired" can be told from "unknown". */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_TOKEN = 128;

    private final Database database;
    private final Clock clock;
    private final Tokens tokens;

    public Accounts(Database database, Clock clock, Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** The token of a lobby page: 12 hours, for this person and class. */
    public String lobbyToken(long classId, long personId) {
        return issue(new Access("lobby", Identity.Purpose.LOBBY, classId, personId, null, false), LOBBY);
    }

    /** A one-time ticket to the class page. */
    public String classTicket(Identity who, boolean mayStart) {
        return issue(
                new Access("ticket", Identity.Purpose.CLASS, who.classId(), who.personId(), null, mayStart), TICKET);
    }

    /** A one-time ticket to the replay page of one recording; the caller has checked that the person may see it. */
    public String replayTicket(Identity who, String recordingId) {
        return issue(
                new Access("ticket", Identity.Purpose.REPLAY, who.classId(), who.personId(), recordingId, false),
                TICKET);
    }

    private String issue(Access access, Duration life) {
        String token = tokens.fresh();
        long expires = clock.instant().plus(life).toEpochMilli();
        database.change(handle -> AccessStore.insert(handle, Tokens.hash(token), access, expires));
        return token;
    }

    /** What a redeemed ticket gives: the session token and who it stands for. */
    public record Entered(String token, Identity identity) {
        @Override
        public String toString() {
            return "Entered[" + identity.publicId() + "]";
        }
    }

    /**
     * Turns a ticket into a session token of 12 hours; works once.
     *
     * @throws ApiError {@code ticket_unknown}, {@code ticket_used} or {@code ticket_expired}
     */
    public Entered redeem(String ticket) {
        if (ticket.length() > MAX_TOKEN) {
            throw ticketUnknown();
        }
        String token = tokens.fresh();
        long now = clock.millis();
        return database.write(handle -> {
            AccessStore.Row row = AccessStore.find(handle, Tokens.hash(ticket), now)
                    .filter(found -> found.kind().equals("ticket"))
                    .orElseThrow(Accounts::ticketUnknown);
            if (row.used()) {
                throw new ApiError(
                        401, "ticket_used", "This link was already used. Go back to your course and open it again.");
            }
            if (row.expired()) {
                throw new ApiError(
                        401, "ticket_expired", "This link is too old. Go back to your course and open it again.");
            }
            AccessStore.use(handle, Tokens.hash(ticket), now);
            Identity who = row.identity();
            AccessStore.insert(
                    handle,
                    Tokens.hash(token),
                    new Access(
                            "session", who.purpose(), who.classId(), who.personId(), who.recordingId(), who.mayStart()),
                    now + SESSION.toMillis());
            return new Entered(token, who);
        });
    }

    private static ApiError ticketUnknown() {
        return new ApiError(401, "ticket_unknown", "This link is not valid. Go back to your course and open it again.");
    }

    /** The person behind the request's bearer token; throws {@link #authenticate(String, Identity.Purpose...)}'s. */
    public Identity authenticate(Context ctx, Identity.Purpose... purposes) {
        String token = Bearer.of(ctx.header("Authorization")).orElseThrow(ApiError::signedOut);
        return authenticate(token, purposes);
    }

    /**
     * The person behind a lobby or session token.
     *
     * @throws ApiError {@code signed_out} when it is unknown or expired, {@code not_allowed} when it is for none of
     *     these purposes
     */
    public Identity authenticate(String token, Identity.Purpose... purposes) {
        Identity who = find(token).orElseThrow(ApiError::signedOut);
        if (!Arrays.asList(purposes).contains(who.purpose())) {
            throw ApiError.notAllowed("This page may not do that.");
        }
        return who;
    }

    private Optional<Identity> find(String token) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        long now = clock.millis();
        return database.read(handle -> AccessStore.find(handle, Tokens.hash(token), now)
                .filter(row -> !row.kind().equals("ticket") && !row.expired())
                .map(AccessStore.Row::identity));
    }

    /** Titles for a page's heading; the course's is empty when the launch named no course. */
    public record Titles(String course, String clazz) {}

    public Titles titles(long classId) {
        return database.read(handle -> AccessStore.titles(handle, classId));
    }

    /** Forgets what expired over an hour ago. */
    public void purge() {
        long before = clock.instant().minus(REMEMBERED).toEpochMilli();
        database.change(handle -> AccessStore.purge(handle, before));
    }

    /** A row of the access table about to be written. */
    record Access(
            String kind,
            Identity.Purpose purpose,
            long classId,
            long personId,
            @Nullable String recordingId,
            boolean mayStart) {}
}
