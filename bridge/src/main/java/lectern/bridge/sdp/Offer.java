package lectern.bridge.sdp;

import java.util.List;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.VideoCodec;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;

/**
 * The server's offer to one endpoint.
 *
 * @param sessionId of the o= line, positive, constant for one RTCPeerConnection
 * @param version of the o= line, grows by one with each restart
 * @param candidates most preferred first of each protocol, at least one
 * @param slots audio ones before video ones
 */
public record Offer(
        long sessionId,
        int version,
        IceCredentials ice,
        Fingerprint fingerprint,
        List<Candidate> candidates,
        List<ReceiveSlot> slots,
        Options options) {
    public Offer {
        candidates = List.copyOf(candidates);
        slots = List.copyOf(slots);
    }

    /**
     * What an operator may switch.
     *
     * @param h264 also offer H.264
     * @param transportCc also offer transport-wide feedback about what the client sends
     * @param red also offer redundant audio
     */
    public record Options(boolean h264, boolean transportCc, boolean red) {
        public static final Options DEFAULT = new Options(false, true, false);

        public Options(boolean h264, boolean transportCc) {
            this(h264, transportCc, false);
        }

        /** These, with what a class decides. */
        public Options of(ConferenceSettings settings) {
            return new Options(settings.video() == VideoCodec.H264, transportCc, settings.red());
        }
    }

    /** The same lines with new ICE credentials: an ICE restart (RFC 9429 §4.1.8.2). */
    public Offer restarted(IceCredentials renewed) {
        return new Offer(sessionId, version + 1, renewed, fingerprint, candidates, slots, options);
    }

    /** The SDP. */
    public String write() {
        return new OfferWriter(this).write();
    }
}
