package lectern.lti.login;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import lectern.account.Tokens;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The logins under way: at most 20,000 at once, each for ten minutes and one launch. The store holds hashes of the
 * states only.
 */
public final class Logins {
    static final Duration LIFE = Duration.ofMinutes(10);
    /** Rows outlive their expiry a little, so that "used" can be told from "unknown". */
    private static final Duration REMEMBERED = Duration.ofHours(1);

    private static final int MAX_LIVE = 20_000;
    /** Counting them all is dear when they are many, and this server is the only one that adds any. */
    private static final long COUNT_AGAIN_MILLIS = 1_000;

    private static final int MAX_STATE = 128;

    private final Database database;
    private final Registrations registrations;
    private final Clock clock;
    private final Tokens tokens;
    /** How many were under way at {@link #countedAt}, and those begun since. Only within a write. */
    private int live;

    private long countedAt = Long.MIN_VALUE;

    public Logins(Database database, Registrations registrations, Clock clock, Tokens tokens) {
        this.database = database;
        this.registrations = registrations;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** A login and its state, which nobody but the browser and the LMS will know. */
    record Begun(String state, Login login) {}

    /** What a login initiation asks for, checked. */
    record Wish(
            Registration registration,
            URI targetLinkUri,
            String loginHint,
            @Nullable String messageHint,
            @Nullable String storageTarget) {}

    Begun begin(Wish wish) {
        String state = tokens.fresh();
        Login login = new Login(
                wish.registration(),
                wish.targetLinkUri(),
                wish.loginHint(),
                wish.messageHint(),
                wish.storageTarget(),
                tokens.fresh());
        long now = clock.millis();
        database.change(handle -> {
            if (live(handle, now) >= MAX_LIVE) {
                throw new Refused(Refusal.BUSY);
            }
            live++;
            LoginStore.insert(handle, Tokens.hash(state), login, now + LIFE.toMillis());
        });
        return new Begun(state, login);
    }

    private int live(Handle handle, long now) {
        if (now < countedAt || now - COUNT_AGAIN_MILLIS >= countedAt) {
            live = LoginStore.live(handle, now);
            countedAt = now;
        }
        return live;
    }

    /**
     * Takes the login of this state, once.
     *
     * @throws Refused {@code state_unknown} (also when it expired) or {@code state_used}
     */
    public Login take(String state) {
        long now = clock.millis();
        return database.write(handle -> {
            Login found = usable(handle, state, now);
            LoginStore.use(handle, Tokens.hash(state), now);
            return found;
        });
    }

    /**
     * The login of this state, which stays usable.
     *
     * @throws Refused as {@link #take} does
     */
    public Login look(String state) {
        long now = clock.millis();
        return database.read(handle -> usable(handle, state, now));
    }

    private Login usable(Handle handle, String state, long now) {
        if (state.length() > MAX_STATE) {
            throw new Refused(Refusal.STATE_UNKNOWN);
        }
        LoginStore.Row found = LoginStore.find(handle, Tokens.hash(state))
                .filter(one -> one.expiresAt() > now)
                .orElseThrow(() -> new Refused(Refusal.STATE_UNKNOWN));
        if (found.used()) {
            throw new Refused(Refusal.STATE_USED);
        }
        return login(handle, found);
    }

    private Login login(Handle handle, LoginStore.Row row) {
        Registration registration =
                registrations.byId(handle, row.registrationId()).orElseThrow(() -> new Refused(Refusal.STATE_UNKNOWN));
        return new Login(
                registration,
                row.targetLinkUri(),
                row.loginHint(),
                row.messageHint(),
                row.storageTarget(),
                row.nonce());
    }

    /** Forgets what expired over an hour ago. */
    public void purge() {
        long before = clock.instant().minus(REMEMBERED).toEpochMilli();
        database.change(handle -> LoginStore.purge(handle, before));
    }
}
