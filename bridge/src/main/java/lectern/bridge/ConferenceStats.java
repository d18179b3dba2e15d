package lectern.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counters since the conference opened, those of endpoints that left included.
 *
 * @param received packets that authenticated
 * @param forwarded packets sent to receivers, retransmissions included
 * @param retransmitted packets resent on request (RFC 4588)
 * @param dropped packets refused: unauthenticated, malformed, over a cap
 * @param keyframeRequests PLI sent to publishers
 * @param freezes as of {@link Slot}, of everybody
 * @param frozenMillis as of {@link Slot}, of everybody
 */
public record ConferenceStats(
        long received,
        long forwarded,
        long retransmitted,
        long dropped,
        long keyframeRequests,
        long freezes,
        long frozenMillis,
        Held held,
        List<Endpoint> endpoints) {
    public ConferenceStats {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * What limits kept out; part of what was dropped.
     *
     * @param overCap packets of media over the publisher's rate or picture size
     * @param overIntake datagrams, RTCP and messages beyond what one endpoint may make the bridge look at in a second
     * @param told how often a publisher was told that it is held to a limit, at most every 10 s for each
     */
    public record Held(long overCap, long overIntake, long told) {}

    /**
     * One endpoint's share.
     *
     * @param received packets of it that authenticated
     * @param forwarded packets sent to it, retransmissions included
     * @param lossPerMille fraction lost of the last receiver reports' worst slot, in thousandths
     * @param rttMicros round trip by RFC 3550 §6.4.1, 0 when unknown
     * @param estimateKbps what its line carries by transport-wide feedback, 0 when unknown
     * @param wantedKbps what its line would have to carry for everything that its view shows
     * @param paused pictures that its line does not carry at present
     * @param slots what it receives; empty slots that never carried anything are left out
     * @param layers what it publishes
     */
    public record Endpoint(
            String id,
            boolean connected,
            Quality quality,
            long received,
            long forwarded,
            int lossPerMille,
            long rttMicros,
            long estimateKbps,
            long wantedKbps,
            int paused,
            Held held,
            List<Slot> slots,
            List<Layer> layers) {
        public Endpoint {
            slots = List.copyOf(slots);
            layers = List.copyOf(layers);
        }
    }

    /**
     * One receive slot, whoever was in it: counters go on when somebody else is.
     *
     * @param mid the slot's media line
     * @param from whose source is in it, null for none
     * @param layer {@code low}, {@code high}, or null while nothing is forwarded
     * @param paused the receiver's line does not carry it at present
     * @param packets forwarded to it, retransmissions and padding not included
     * @param bytes of those packets' payloads
     * @param lossPerMille of the receiver's last report about it, in thousandths
     * @param jitterMicros of that report (RFC 3550 §6.4.1), in microseconds
     * @param rttMicros by that report, 0 when unknown
     * @param freezes times that a picture stood still as the bridge sees it. Either nothing could be forwarded for more
     *     than half a second because the picture waited for its first keyframe: after somebody came into the slot, after
     *     a pause, or after a change of layer with nothing to show meanwhile. Or, for cameras, two packets that followed
     *     each other into the slot were more than half a second apart. A screen that does not change is no freeze, nor is
     *     a pause that the receiver's line asks for, nor a picture that was taken out of the slot before it went on.
     *     Counted when the picture goes on
     * @param frozenMillis how long all of them took together, in milliseconds
     */
    public record Slot(
            String mid,
            @Nullable String from,
            @Nullable SourceKind kind,
            @Nullable String layer,
            boolean paused,
            long packets,
            long bytes,
            int lossPerMille,
            long jitterMicros,
            long rttMicros,
            long freezes,
            long frozenMillis) {}

    /**
     * One stream that an endpoint publishes.
     *
     * @param layer {@code low} or {@code high}; all but a camera's second layer are {@code low}
     * @param sending whether packets came within the last second
     * @param kbps what it takes on a line, as it was when it was sent last
     * @param packets that came, retransmissions not included
     * @param lossPerMille of our last report about it (RFC 3550 §6.4.1), in thousandths
     * @param jitterMicros interarrival jitter (RFC 3550 §6.4.1), in microseconds
     * @param keyframeRequests PLI sent for it
     */
    public record Layer(
            SourceKind kind,
            String layer,
            boolean sending,
            long kbps,
            long packets,
            int lossPerMille,
            long jitterMicros,
            long keyframeRequests) {}
}
