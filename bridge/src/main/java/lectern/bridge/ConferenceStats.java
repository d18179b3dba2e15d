package lectern.bridge;

import java.util.List;

/**
 * Counters since the conference opened.
 *
 * @param received packets that authenticated
 * @param forwarded packets sent to receivers, retransmissions included
 * @param retransmitted packets resent on request (RFC 4588)
 * @param dropped packets refused: unauthenticated, malformed, over a cap
 * @param keyframeRequests PLI sent to publishers
 */
public record ConferenceStats(
        long received,
        long forwarded,
        long retransmitted,
        long dropped,
        long keyframeRequests,
        List<Endpoint> endpoints) {
    public ConferenceStats {
        endpoints = List.copyOf(endpoints);
    }

    /**
     * One endpoint's share.
     *
     * @param lossPerMille fraction lost of the last receiver reports' worst slot, in thousandths
     * @param rttMicros round trip by RFC 3550 §6.4.1, 0 when unknown
     * @param estimateKbps what its line carries by transport-wide feedback, 0 when unknown
     * @param paused pictures that its line does not carry at present
     */
    public record Endpoint(
            String id,
            boolean connected,
            long received,
            long forwarded,
            int lossPerMille,
            long rttMicros,
            long estimateKbps,
            int paused) {}
}
