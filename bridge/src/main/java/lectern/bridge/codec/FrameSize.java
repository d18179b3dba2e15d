package lectern.bridge.codec;

import lectern.bridge.rtp.Bytes;

/** The picture size that a keyframe's first packet names: width times 65,536 plus height. */
public final class FrameSize {
    /** The packet names none. */
    public static final int NONE = 0;

    private static final int VP8_HEADER = 10;
    private static final int VP8_START_CODE = 0x9D012A;

    private FrameSize() {}

    public static int width(int size) {
        return size >>> 16;
    }

    public static int height(int size) {
        return size & 0xFFFF;
    }

    static int of(int width, int height) {
        return width << 16 | height;
    }

    /**
     * Of a VP8 frame header (RFC 6386 §9.1); one packet holds it whole.
     *
     * @param offset behind the payload descriptor of a keyframe's first packet
     */
    public static int vp8(byte[] buffer, int offset, int bytes) {
        if (bytes < VP8_HEADER || Bytes.u24(buffer, offset + 3) != VP8_START_CODE) {
            return NONE;
        }
        return of(littleEndian(buffer, offset + 6), littleEndian(buffer, offset + 8));
    }

    /** 14 bits of size, 2 of scaling. */
    private static int littleEndian(byte[] buffer, int at) {
        return (Bytes.u8(buffer, at) | Bytes.u8(buffer, at + 1) << 8) & 0x3FFF;
    }

    /** Of the sequence parameter set in an H.264 payload (RFC 6184 §5.6, §5.7.1), if there is one. */
    public static int h264(byte[] buffer, int offset, int bytes) {
        if (bytes < 2) {
            return NONE;
        }
        int type = buffer[offset] & 0x1F;
        if (type == H264Payload.SPS) {
            return H264Sps.size(buffer, offset + 1, offset + bytes);
        }
        if (type != H264Payload.STAP_A) {
            return NONE;
        }
        int at = offset + 1;
        int end = offset + bytes;
        while (at + 3 <= end) {
            int unit = Bytes.u16(buffer, at);
            if (unit == 0 || at + 2 + unit > end) {
                return NONE;
            }
            if ((buffer[at + 2] & 0x1F) == H264Payload.SPS) {
                return H264Sps.size(buffer, at + 3, at + 2 + unit);
            }
            at += 2 + unit;
        }
        return NONE;
    }
}
