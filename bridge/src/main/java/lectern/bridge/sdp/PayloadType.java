package lectern.bridge.sdp;

/** RTP payload types, the same in every offer and in both directions. */
public final class PayloadType {
    public static final int VP8 = 96;
    public static final int VP8_RTX = 97;
    /** Constrained baseline 42e01f, packetization mode 1; only when the offer has H.264. */
    public static final int H264 = 102;

    public static final int H264_RTX = 103;
    /** Redundant audio (RFC 2198) around {@link #OPUS}; only when the offer has it. */
    public static final int RED = 63;

    /** Mono, for microphones and all audio slots. */
    public static final int OPUS = 111;
    /** Stereo, on the line {@code sca} only: a bundle forbids one number for two configurations (RFC 8843 §9.1). */
    public static final int OPUS_STEREO = 112;

    /** The RTX number of a video payload type (RFC 4588), -1 for others. */
    public static int rtxOf(int type) {
        return type == VP8 ? VP8_RTX : type == H264 ? H264_RTX : -1;
    }

    /** The video payload type that an RTX number restores, -1 for others. */
    public static int originalOf(int rtx) {
        return rtx == VP8_RTX ? VP8 : rtx == H264_RTX ? H264 : -1;
    }

    private PayloadType() {}
}
