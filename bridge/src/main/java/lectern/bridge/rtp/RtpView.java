package lectern.bridge.rtp;

/**
 * A view of one RTP packet in somebody else's array; reused from packet to packet.
 *
 * <pre>
 *  0                   1                   2                   3
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * |                           timestamp                           |
 * |                             SSRC                              |
 * |                  CSRC (0 to 15 times 32 bits)                 |
 * </pre>
 */
public final class RtpView {
    /** Bytes of a header without CSRC list and extension. */
    public static final int FIXED_HEADER = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;

    private byte[] buffer = new byte[0];
    private int offset;
    private int length;
    private int headerLength;
    private int paddingLength;
    private int extensionProfile;
    private int extensionStart;
    private int extensionEnd;
    private int elementLength;

    /**
     * Looks at a packet.
     *
     * @return false when these bytes are no RTP packet; the view must not be read then
     */
    public boolean wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        this.offset = offset;
        this.length = length;
        extensionProfile = 0;
        extensionStart = 0;
        extensionEnd = 0;
        if (length < FIXED_HEADER || (buffer[offset] & 0xC0) != 0x80) {
            return false;
        }
        headerLength = FIXED_HEADER + 4 * (buffer[offset] & 0x0F);
        if ((buffer[offset] & 0x10) != 0 && !readExtensionHeader()) {
            return false;
        }
        paddingLength = 0;
        if ((buffer[offset] & 0x20) != 0 && length > headerLength) {
            paddingLength = Bytes.u8(buffer, offset + length - 1);
            if (paddingLength == 0) {
                return false;
            }
        }
        return headerLength + paddingLength <= length;
    }

    private boolean readExtensionHeader() {
        if (headerLength + 4 > length) {
            return false;
        }
        int at = offset + headerLength;
        extensionProfile = Bytes.u16(buffer, at);
        extensionStart = at + 4;
        extensionEnd = extensionStart + 4 * Bytes.u16(buffer, at + 2);
        headerLength = extensionEnd - offset;
        return headerLength <= length;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int offset() {
        return offset;
    }

    public int length() {
        return length;
    }

    public boolean marker() {
        return buffer[offset + 1] < 0;
    }

    public int payloadType() {
        return buffer[offset + 1] & 0x7F;
    }

    public int sequence() {
        return Bytes.u16(buffer, offset + 2);
    }

    public int timestamp() {
        return Bytes.i32(buffer, offset + 4);
    }

    public int ssrc() {
        return Bytes.i32(buffer, offset + 8);
    }

    /** Bytes before the payload: fixed header, CSRC list and extension. */
    public int headerLength() {
        return headerLength;
    }

    /** Where the payload starts in {@link #buffer()}. */
    public int payloadOffset() {
        return offset + headerLength;
    }

    /** Bytes of payload, padding not counted. */
    public int payloadLength() {
        return length - headerLength - paddingLength;
    }

    /**
     * Finds a header extension element, in the one-byte as well as in the two-byte form (RFC 8285 §4.2, §4.3).
     *
     * @param id the negotiated identifier; 0 never matches
     * @return where its data starts in {@link #buffer()}, -1 when it is absent; see {@link #elementLength()}
     */
    public int find(int id) {
        if (id == 0 || extensionEnd == 0) {
            return -1;
        }
        if (extensionProfile == ONE_BYTE_PROFILE) {
            return findOneByte(id);
        }
        return (extensionProfile & 0xFFF0) == TWO_BYTE_PROFILE ? findTwoByte(id) : -1;
    }

    private int findOneByte(int id) {
        int at = extensionStart;
        while (at < extensionEnd) {
            int head = Bytes.u8(buffer, at);
            at++;
            if (head == 0) {
                continue;
            }
            int bytes = (head & 0x0F) + 1;
            if (head >>> 4 == 15 || at + bytes > extensionEnd) {
                return -1;
            }
            if (head >>> 4 == id) {
                elementLength = bytes;
                return at;
            }
            at += bytes;
        }
        return -1;
    }

    private int findTwoByte(int id) {
        int at = extensionStart;
        while (at + 1 < extensionEnd) {
            int found = Bytes.u8(buffer, at);
            if (found == 0) {
                at++;
                continue;
            }
            int bytes = Bytes.u8(buffer, at + 1);
            at += 2;
            if (at + bytes > extensionEnd) {
                return -1;
            }
            if (found == id) {
                elementLength = bytes;
                return at;
            }
            at += bytes;
        }
        return -1;
    }

    /** Bytes of the element that {@link #find} found last. */
    public int elementLength() {
        return elementLength;
    }

    /** SSRC of a packet that is at least {@link #FIXED_HEADER} long, read before it is authenticated. */
    public static int peekSsrc(byte[] buffer, int offset) {
        return Bytes.i32(buffer, offset + 8);
    }
}
