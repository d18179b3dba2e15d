package lectern.bridge.srtp;

/** What must hold of a packet before its bytes go to the cipher: the header it claims is within it. */
final class RtpShape {
    /** RFC 3550 §5.1: fixed header, CSRCs and header extension fit; a payload may be empty. */
    static boolean rtp(byte[] b, int offset, int length) {
        if (length < 12 || (b[offset] & 0xC0) != 0x80) {
            return false;
        }
        int header = 12 + 4 * (b[offset] & 0x0F);
        if ((b[offset] & 0x10) == 0) {
            return header <= length;
        }
        if (header + 4 > length) {
            return false;
        }
        int words = (b[offset + header + 2] & 0xFF) << 8 | (b[offset + header + 3] & 0xFF);
        return header + 4 + 4 * words <= length;
    }

    /** Fixed header, CSRCs and header extension of a packet that {@link #rtp} accepts: what stays in the clear. */
    static int headerLength(byte[] b, int offset) {
        int header = 12 + 4 * (b[offset] & 0x0F);
        if ((b[offset] & 0x10) == 0) {
            return header;
        }
        return header + 4 + 4 * ((b[offset + header + 2] & 0xFF) << 8 | (b[offset + header + 3] & 0xFF));
    }

    /** RFC 3550 §6.1: version 2 and a sender's SSRC. */
    static boolean rtcp(byte[] b, int offset, int length) {
        return length >= 8 && (b[offset] & 0xC0) == 0x80;
    }

    static int ssrc(byte[] b, int at) {
        return (b[at] & 0xFF) << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | (b[at + 3] & 0xFF);
    }

    private RtpShape() {}
}
