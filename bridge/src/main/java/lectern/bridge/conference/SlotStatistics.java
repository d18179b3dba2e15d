package lectern.bridge.conference;

import lectern.bridge.ConferenceStats;
import lectern.bridge.SourceKind;
import lectern.bridge.simulcast.LayerChoice;

/** What went into one receive slot and what its receiver says of it; of the loop. */
final class SlotStatistics {
    /** A picture that stands still for longer is seen to. */
    static final long FREEZE_NANOS = 500_000_000L;

    private static final long FLOWS_NOT = Long.MIN_VALUE;

    private final int clockRate;
    private final Counters all;
    private long packets;
    private long bytes;
    private int lossPerMille;
    private long jitterMicros;
    private long rttNanos;
    private long freezes;
    private long frozenNanos;
    /** Since when the next packet of a picture is due, {@link #FLOWS_NOT} when none is. */
    private long dueSince = FLOWS_NOT;
    /** Whether packets follow each other all the time: a still screen sends nothing. */
    private boolean continuous;

    /** @param all counts the freezes of the whole conference */
    SlotStatistics(int clockRate, Counters all) {
        this.clockRate = clockRate;
        this.all = all;
    }

    /** A picture is to come, and nothing is shown meanwhile. */
    void waits(SourceKind kind, long now) {
        if (dueSince == FLOWS_NOT) {
            dueSince = now;
            continuous = kind == SourceKind.CAMERA;
        }
    }

    /** One packet was forwarded. */
    void sent(int payload, long now) {
        packets++;
        bytes += payload;
        if (dueSince != FLOWS_NOT) {
            goesOn(now);
        }
    }

    private void goesOn(long now) {
        long gap = now - dueSince;
        if (gap > FREEZE_NANOS) {
            freezes++;
            frozenNanos += gap;
            all.freezes++;
            all.frozenNanos += gap;
        }
        dueSince = continuous ? now : FLOWS_NOT;
    }

    /** The picture was paused, or taken out of the slot: nothing is due any more. */
    void taken() {
        dueSince = FLOWS_NOT;
    }

    /**
     * A report block about the slot.
     *
     * @param fractionLost in 256ths
     * @param jitter in timestamp units
     * @param rtt in nanoseconds, 0 when the block does not tell it
     */
    void reported(int fractionLost, int jitter, long rtt) {
        lossPerMille = fractionLost * 1000 / 256;
        jitterMicros = jitter * 1_000_000L / clockRate;
        rttNanos = rtt == 0 ? rttNanos : rtt;
    }

    long packets() {
        return packets;
    }

    long bytes() {
        return bytes;
    }

    ConferenceStats.Slot of(Slot slot) {
        Source source = slot.source();
        Layer shown = slot.current();
        return new ConferenceStats.Slot(
                slot.line.mid(),
                source == null ? null : source.key.endpoint(),
                source == null ? null : source.key.kind(),
                shown == null ? null : EndpointStatistics.word(shown == shown.source.layer(LayerChoice.HIGH)),
                slot.paused(),
                packets,
                bytes,
                lossPerMille,
                jitterMicros,
                rttNanos / 1000,
                freezes,
                frozenNanos / 1_000_000);
    }
}
