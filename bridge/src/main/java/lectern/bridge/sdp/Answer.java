package lectern.bridge.sdp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;

/**
 * A client's answer that fits its offer.
 *
 * @param ice the client's credentials
 * @param lines by mid, media only
 * @param sctpPort 0 when the client takes no data channels
 * @param maxMessageSize bytes the client takes on a data channel (RFC 8841 §6)
 */
public record Answer(
        IceCredentials ice, List<Fingerprint> fingerprints, Map<String, Line> lines, int sctpPort, int maxMessageSize)
        implements ParsedAnswer {
    public Answer {
        fingerprints = List.copyOf(fingerprints);
        lines = Map.copyOf(lines);
    }

    /** Reads an answer of at most 64 KiB. */
    public static ParsedAnswer parse(String sdp, Offer offer) {
        return new AnswerReader(offer).read(sdp);
    }

    /**
     * One media line.
     *
     * @param direction as the client says it: {@code sendonly} on {@code mic}
     * @param payloadTypes accepted ones, in the client's order
     * @param rids simulcast layers the client sends (RFC 8853), empty without simulcast
     */
    public record Line(
            String mid,
            Direction direction,
            List<Integer> payloadTypes,
            Set<HeaderExtension> extensions,
            List<String> rids) {
        public Line {
            payloadTypes = List.copyOf(payloadTypes);
            extensions = Set.copyOf(extensions);
            rids = List.copyOf(rids);
        }
    }
}
