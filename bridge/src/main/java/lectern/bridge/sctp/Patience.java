package lectern.bridge.sctp;

import java.time.Duration;

/** How long to wait for an answer: T1 and T2, which ask again, and T5, which does not (RFC 9260 §5.1, §9.2). */
final class Patience {
    private static final long NEVER = Long.MAX_VALUE;

    /** Max.Init.Retransmits (RFC 9260 §16), for shutdowns too. */
    private static final int MAX_ATTEMPTS = 8;

    /** T5: a shutdown that takes longer is an abort. */
    private static final long SHUTDOWN_GUARD = Duration.ofSeconds(50).toNanos();

    private long timer = NEVER;
    private long guard = NEVER;
    private int attempts;

    /** Something was asked: the answer has this long. */
    void asked(long now, Rto rto) {
        timer = now + rto.nanos();
    }

    /** A new question begins. */
    void afresh() {
        attempts = 0;
    }

    /** Shutting down began; told again it changes nothing. */
    void shuttingDown(long now) {
        guard = guard == NEVER ? now + SHUTDOWN_GUARD : guard;
    }

    /** Nothing is waited for. */
    void over() {
        timer = NEVER;
        guard = NEVER;
        attempts = 0;
    }

    /** Whether it is time to ask again, or to give up. */
    boolean due(long now) {
        return timer != NEVER && now - timer >= 0;
    }

    /** Counts one more attempt; false when there were enough. */
    boolean mayAskAgain() {
        attempts++;
        return attempts <= MAX_ATTEMPTS;
    }

    /** Whether shutting down took too long. */
    boolean exhausted(long now) {
        return guard != NEVER && now - guard >= 0;
    }

    long deadline() {
        return Math.min(timer, guard);
    }
}
