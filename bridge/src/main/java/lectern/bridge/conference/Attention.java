package lectern.bridge.conference;

import lectern.bridge.net.MediaLoop;

/**
 * How often one endpoint's timers are looked at: every tick for a while after something came up that ticks carry on (a
 * hole, a keyframe asked for, a probe, a queue), else every fifth. Looking costs more than forwarding a packet, because
 * all of the endpoint's state has to come into the processor's caches for it.
 */
final class Attention {
    /** What comes up is settled or repeats itself within this. */
    static final long AWAKE_NANOS = 600_000_000L;

    static final long REST_NANOS = 5 * MediaLoop.TICK.toNanos();

    private long awakeUntil = Long.MIN_VALUE / 2;
    private long nextAt = Long.MIN_VALUE / 2;

    void raise(long now) {
        awakeUntil = now + AWAKE_NANOS;
    }

    /** Whether it is looked at in this tick; asked once a tick. */
    boolean due(long now) {
        if (now - awakeUntil >= 0 && now - nextAt < 0) {
            return false;
        }
        nextAt = now + REST_NANOS;
        return true;
    }
}
