package lectern.recorder.codec;

import lectern.recorder.jitter.RtpView;

/** Makes frames from packets in order. */
public interface Depacketizer {
    /** Largest frame; more is dropped and counted. */
    int MAX_FRAME = 2 << 20;

    void packet(RtpView packet, long arrivalMicros);

    /** Packets are missing before the next one. */
    void lost();

    /** Packets and frames that were no sense or too large. */
    long malformed();

    /** The depacketizer of {@code VP8}, {@code H264} or {@code opus}. */
    static Depacketizer of(String codec, Allowance allowance, Sink sink) {
        return switch (codec) {
            case "VP8" -> new Vp8Depacketizer(allowance, sink);
            case "H264" -> new AvcDepacketizer(allowance, sink);
            case "opus" -> new OpusDepacketizer(sink);
            default -> throw new IllegalArgumentException("unknown codec " + codec);
        };
    }

    /** Where frames go. */
    interface Sink {
        void frame(Frame frame);

        /** Nothing decodable comes before the next keyframe; told for each frame dropped for that. */
        void keyframeNeeded(long arrivalMicros);
    }
}
