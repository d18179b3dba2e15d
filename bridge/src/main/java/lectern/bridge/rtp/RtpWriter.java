package lectern.bridge.rtp;

/**
 * Writes RTP packets: header, one-byte extension elements (RFC 8285 §4.2), payload, in this order. The caller leaves
 * room; nothing is checked against the array's end but by the array itself.
 */
public final class RtpWriter {
    private byte[] buffer = new byte[0];
    private int start;
    private int at;
    private int extensionStart;

    /** Starts a packet without padding and CSRC list. */
    public RtpWriter begin(byte[] buffer, int offset) {
        this.buffer = buffer;
        start = offset;
        at = offset + RtpView.FIXED_HEADER;
        extensionStart = 0;
        buffer[offset] = (byte) 0x80;
        return this;
    }

    public RtpWriter header(boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        buffer[start + 1] = (byte) ((marker ? 0x80 : 0) | payloadType);
        Bytes.put16(buffer, start + 2, sequence);
        Bytes.put32(buffer, start + 4, timestamp);
        Bytes.put32(buffer, start + 8, ssrc);
        return this;
    }

    /** Adds an element of 1 to 16 bytes under an identifier of 1 to 14. */
    public RtpWriter extension(int id, byte[] source, int offset, int bytes) {
        if (id < 1 || id > 14 || bytes < 1 || bytes > 16) {
            throw new IllegalArgumentException("a one-byte extension element has id 1 to 14 and 1 to 16 bytes");
        }
        if (extensionStart == 0) {
            extensionStart = at;
            at += 4;
        }
        buffer[at] = (byte) (id << 4 | (bytes - 1));
        System.arraycopy(source, offset, buffer, at + 1, bytes);
        at += 1 + bytes;
        return this;
    }

    /** Closes the header, appends the payload and returns the packet's length. */
    public int payload(byte[] source, int offset, int bytes) {
        closeExtension();
        System.arraycopy(source, offset, buffer, at, bytes);
        at += bytes;
        return at - start;
    }

    private void closeExtension() {
        if (extensionStart == 0) {
            return;
        }
        while ((at - extensionStart) % 4 != 0) {
            buffer[at] = 0;
            at++;
        }
        buffer[start] = (byte) 0x90;
        Bytes.put16(buffer, extensionStart, 0xBEDE);
        Bytes.put16(buffer, extensionStart + 2, (at - extensionStart) / 4 - 1);
        extensionStart = 0;
    }
}
