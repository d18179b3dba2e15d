package lectern.bridge.sdp;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import lectern.bridge.SourceKind;
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

    /** Whether every video line that the client takes at all takes this payload type. */
    public boolean takesVideo(int payloadType) {
        return taking(line -> !line.audio(), payloadType);
    }

    /** Whether every audio slot that the client takes at all takes this payload type. */
    public boolean hears(int payloadType) {
        return taking(line -> line.mid().startsWith("a"), payloadType);
    }

    private boolean taking(Predicate<Line> which, int payloadType) {
        boolean taken = false;
        for (Line line : lines.values()) {
            boolean asked = line.direction() != Direction.INACTIVE && which.test(line);
            if (asked && !line.payloadTypes().contains(payloadType)) {
                return false;
            }
            taken |= asked;
        }
        return taken;
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

        private boolean audio() {
            return mid.startsWith("a") || mid.equals(SourceKind.MIC.mid()) || mid.equals(SourceKind.SCREEN_AUDIO.mid());
        }
    }
}
