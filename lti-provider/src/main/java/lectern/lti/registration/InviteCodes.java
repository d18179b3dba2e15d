package lectern.lti.registration;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lectern.account.Tokens;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * Codes with which a school connects its LMS by itself, without anybody's approval: 80 random bits in letters and digits
 * that people do not mix up, good for some days and some uses. The store holds hashes only. Any thread.
 */
public final class InviteCodes {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 16;
    private static final int GROUP = 4;
    private static final int MAX_LABEL = 100;
    private static final int MAX_CODES = 1000;
    private static final Duration LONGEST = Duration.ofDays(365);

    private final Database database;
    private final Clock clock;

    public InviteCodes(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A code as a list shows it.
     *
     * @param label whom it is for
     * @param left uses that are left
     */
    public record Invite(long id, String label, Instant createdAt, Instant expiresAt, int left, State state) {}

    /** Whether a code still opens anything. */
    public enum State {
        GOOD,
        USED_UP,
        EXPIRED,
        REVOKED
    }

    /**
     * Makes a code, which is shown this once.
     *
     * @param label whom it is for, up to 100 characters
     * @param life up to a year
     * @param uses 1 to 1000
     * @throws IllegalArgumentException with a sentence for whoever asked
     */
    public String create(String label, Duration life, int uses) {
        if (label.length() > MAX_LABEL) {
            throw new IllegalArgumentException("A label has at most " + MAX_LABEL + " characters.");
        }
        if (life.isNegative() || life.isZero() || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("An invite code is good for 1 to 365 days.");
        }
        if (uses < 1 || uses > 1000) {
            throw new IllegalArgumentException("An invite code is good for 1 to 1000 uses.");
        }
        String code = fresh();
        long now = clock.millis();
        database.change(handle -> {
            if (InviteStore.count(handle) >= MAX_CODES) {
                throw new IllegalArgumentException("There are " + MAX_CODES + " invite codes; revoke some first.");
            }
            InviteStore.insert(handle, hash(code), new InviteStore.Terms(label, now, now + life.toMillis(), uses));
        });
        return code;
    }

    /** All that were made in the last year, newest first. */
    public List<Invite> list() {
        return database.read(handle -> InviteStore.list(handle, clock.millis()));
    }

    /** Whether there was such a code to end. */
    public boolean revoke(long id) {
        return database.write(handle -> InviteStore.revoke(handle, id, clock.millis()));
    }

    /** Whether the code opens something now; it is used up only when a connection is kept. */
    public boolean good(@Nullable String code) {
        return code != null && database.read(handle -> InviteStore.good(handle, hash(code), clock.millis()));
    }

    /** Forgets codes that nothing can be done with since a year. */
    public void purge() {
        long before = clock.instant().minus(LONGEST).toEpochMilli();
        database.change(handle -> InviteStore.purge(handle, before));
    }

    /** Of the code as it was meant: case, dashes and spaces do not count. */
    static byte[] hash(String code) {
        return Tokens.hash(code.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
    }

    private static String fresh() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < LENGTH; i++) {
            if (i > 0 && i % GROUP == 0) {
                code.append('-');
            }
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }
}
