package lectern.bench.peer;

import java.util.List;

/**
 * Counters of one peer since it began.
 *
 * @param sent RTP packets, retransmissions included
 * @param retransmitted of those
 * @param keyframes made, of all layers
 * @param refused packets that did not authenticate or belong to no slot
 */
public record PeerStats(
        boolean connected, long sent, long retransmitted, long keyframes, long refused, List<Slot> slots) {
    public PeerStats {
        slots = List.copyOf(slots);
    }

    /**
     * What came in one slot.
     *
     * @param undecodable packets of a picture whose keyframe had not come
     * @param sender who was in it last, 0 for nobody
     * @param meanDelayNanos from being made to arriving, without retransmissions
     */
    public record Slot(
            String mid,
            long packets,
            long bytes,
            long repaired,
            long duplicates,
            long keyframes,
            long undecodable,
            int sender,
            long meanDelayNanos,
            long maxDelayNanos) {}
}
