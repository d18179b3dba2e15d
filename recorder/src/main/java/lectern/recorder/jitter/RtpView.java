package lectern.recorder.jitter;

/**
 * Reads one RTP packet where it lies (RFC 3550 §5.1); made once and moved from packet to packet.
 *
 * <pre>
 *  0                   1                   2                   3
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                           timestamp                           |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * |                             SSRC                              |
 * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
 * </pre>
 */
public final class RtpView {
    private static final int HEADER = 12;

    private byte[] buffer = new byte[0];
    private int offset;
    private int length;
    private int payloadOffset;
    private int payloadLength;

    /** Moves to the packet; false when it is not well-formed RTP, and then nothing else may be asked. */
    public boolean parse(byte[] bytes, int from, int size) {
        if (size < HEADER || (bytes[from] & 0xc0) != 0x80) {
            return false;
        }
        int header = HEADER + 4 * (bytes[from] & 0x0f);
        if ((bytes[from] & 0x10) != 0) {
            if (size < header + 4) {
                return false;
            }
            header += 4 + 4 * u16(bytes, from + header + 2);
        }
        int padding = 0;
        if ((bytes[from] & 0x20) != 0) {
            padding = bytes[from + size - 1] & 0xff;
            if (padding == 0) {
                return false;
            }
        }
        if (header + padding > size) {
            return false;
        }
        buffer = bytes;
        offset = from;
        length = size;
        payloadOffset = from + header;
        payloadLength = size - header - padding;
        return true;
    }

    public int sequence() {
        return u16(buffer, offset + 2);
    }

    /** 32 bits, to be read as unsigned. */
    public int timestamp() {
        return i32(offset + 4);
    }

    public int ssrc() {
        return i32(offset + 8);
    }

    /** The M bit: for video the last packet of a frame. */
    public boolean marker() {
        return (buffer[offset + 1] & 0x80) != 0;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int payloadOffset() {
        return payloadOffset;
    }

    /** Bytes, without header, extensions and padding; 0 in a packet of padding only. */
    public int payloadLength() {
        return payloadLength;
    }

    byte[] copy() {
        byte[] copy = new byte[length];
        System.arraycopy(buffer, offset, copy, 0, length);
        return copy;
    }

    private static int u16(byte[] bytes, int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    private int i32(int at) {
        return (u16(buffer, at) << 16) | u16(buffer, at + 2);
    }
}
