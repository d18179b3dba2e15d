package lectern.bridge.congestion;

import org.jspecify.annotations.Nullable;

/**
 * Holds one video stream to its cap without spoiling it: once it is over, whole frames are dropped until a keyframe comes
 * that fits, and what passes is numbered without holes. Who goes over again soon waits longer each time, and is asked for
 * a keyframe once in that time only.
 */
public final class FrameGate {
    /** What a sender did. */
    public enum Breach {
        /** More bytes than its cap. */
        RATE,
        /** A picture larger than allowed. */
        SIZE
    }

    private static final long FIRST_WAIT_NANOS = 1_000_000_000L;
    private static final long LONGEST_WAIT_NANOS = 32_000_000_000L;
    /** Kept for so long, a cap counts as kept. */
    private static final long FORGIVEN_NANOS = 10_000_000_000L;

    private final TokenBucket bucket;
    private final long kept;
    private @Nullable Breach breach;
    private long wait = FIRST_WAIT_NANOS;
    private long openAt;
    private long askAt;
    private long openedAt = Long.MIN_VALUE / 2;
    private long floor;
    private long dropped;
    private long next = -1;
    private int timestamp;
    private int frameBytes;
    private int formerFrameBytes;

    /**
     * An open gate.
     *
     * @param bucket of the source; its streams share it
     * @param kept bytes of it that are the other streams'
     */
    public FrameGate(TokenBucket bucket, long kept) {
        this.bucket = bucket;
        this.kept = kept;
    }

    public boolean open() {
        return breach == null;
    }

    /** Why it is closed. */
    public @Nullable Breach breach() {
        return breach;
    }

    /**
     * Judges one packet.
     *
     * @param sequence extended
     * @param entry whether a receiver can start here
     * @param fits false when its picture is too large
     */
    public boolean admits(long sequence, int timestamp, int bytes, boolean entry, boolean fits, long now) {
        if (next >= 0 && sequence < floor) {
            return false;
        }
        if (!fits) {
            close(Breach.SIZE, now);
            return false;
        }
        if (breach != null && !reopens(sequence, entry, now)) {
            return false;
        }
        boolean starts = timestamp != this.timestamp && sequence >= next;
        if (starts) {
            formerFrameBytes = frameBytes;
            frameBytes = 0;
            this.timestamp = timestamp;
        }
        // A frame that probably does not fit is not begun: half of it would be of no use to anybody.
        long likely = starts && !entry ? Math.max(bytes, formerFrameBytes) : bytes;
        if (bucket.level(now) < likely + kept) {
            close(Breach.RATE, now);
            return false;
        }
        bucket.admits(bytes, now);
        frameBytes += bytes;
        next = Math.max(next, sequence + 1);
        return true;
    }

    private boolean reopens(long sequence, boolean entry, long now) {
        if (!entry || now - openAt < 0 || bucket.level(now) < bucket.burst() / 2) {
            return false;
        }
        breach = null;
        openedAt = now;
        floor = sequence;
        dropped += next < 0 ? 0 : sequence - next;
        frameBytes = 0;
        return true;
    }

    private void close(Breach reason, long now) {
        if (breach == null) {
            boolean again = now - openedAt < FORGIVEN_NANOS;
            wait = again ? Math.min(LONGEST_WAIT_NANOS, 2 * wait) : FIRST_WAIT_NANOS;
            openAt = reason == Breach.SIZE ? now : now + wait;
            askAt = now + wait;
        }
        breach = reason;
    }

    /** The number of a packet that passed, as if those that did not had never been. */
    public long number(long sequence) {
        return sequence - dropped;
    }

    /**
     * Whether a keyframe is to be asked for now; each such question is answered with yes once.
     *
     * @return never true while the gate is open
     */
    public boolean asks(long now) {
        if (breach == null || now - askAt < 0 || bucket.level(now) < bucket.burst() / 2) {
            return false;
        }
        wait = Math.min(LONGEST_WAIT_NANOS, 2 * wait);
        askAt = now + wait;
        return true;
    }
}
