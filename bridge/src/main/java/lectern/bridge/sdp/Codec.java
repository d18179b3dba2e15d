package lectern.bridge.sdp;

import java.util.ArrayList;
import java.util.List;

/**
 * A payload type as the offer describes it.
 *
 * @param rtpmap name, clock rate and channels
 * @param fmtp parameters, empty for none
 * @param feedback RTCP feedback messages (RFC 4585 §4.2)
 */
record Codec(int payloadType, String rtpmap, String fmtp, List<String> feedback) {
    static List<Codec> offered(Offer.Options options, boolean video, boolean stereo) {
        if (!video) {
            // The sender takes the first one: redundancy where it is offered.
            return options.red() && !stereo
                    ? List.of(red(options), opus(options, false))
                    : List.of(opus(options, stereo));
        }
        List<Codec> codecs = new ArrayList<>();
        codecs.add(video(options, PayloadType.VP8, "VP8/90000", OfferWriter.startBitrate()));
        codecs.add(rtx(PayloadType.VP8_RTX, PayloadType.VP8));
        if (options.h264()) {
            String profile = "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f;";
            codecs.add(video(options, PayloadType.H264, "H264/90000", profile + OfferWriter.startBitrate()));
            codecs.add(rtx(PayloadType.H264_RTX, PayloadType.H264));
        }
        return codecs;
    }

    /** RFC 2198 §5: the present packet and one former. */
    private static Codec red(Offer.Options options) {
        List<String> feedback = options.transportCc() ? List.of("transport-cc") : List.of();
        String blocks = PayloadType.OPUS + "/" + PayloadType.OPUS;
        return new Codec(PayloadType.RED, "red/48000/2", blocks, feedback);
    }

    private static Codec opus(Offer.Options options, boolean stereo) {
        List<String> feedback = options.transportCc() ? List.of("transport-cc") : List.of();
        return stereo
                ? new Codec(
                        PayloadType.OPUS_STEREO,
                        "opus/48000/2",
                        "minptime=10;useinbandfec=1;stereo=1;sprop-stereo=1;maxaveragebitrate=96000",
                        feedback)
                : new Codec(
                        PayloadType.OPUS,
                        "opus/48000/2",
                        "minptime=10;useinbandfec=1;maxaveragebitrate=32000",
                        feedback);
    }

    private static Codec video(Offer.Options options, int payloadType, String rtpmap, String fmtp) {
        List<String> feedback = new ArrayList<>(List.of("goog-remb", "ccm fir", "nack", "nack pli"));
        if (options.transportCc()) {
            feedback.add("transport-cc");
        }
        return new Codec(payloadType, rtpmap, fmtp, feedback);
    }

    private static Codec rtx(int payloadType, int original) {
        return new Codec(payloadType, "rtx/90000", "apt=" + original, List.of());
    }
}
