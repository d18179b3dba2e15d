package lectern.bridge.rtp;

/**
 * Retransmission payloads (RFC 4588 §4): the original sequence number in two bytes, then the original payload. Works in
 * place on packets without padding.
 */
public final class Rtx {
    /** How much longer a retransmission is than its original. */
    public static final int OVERHEAD = 2;

    private Rtx() {}

    /**
     * Turns a retransmission back into its original, which starts {@link #OVERHEAD} bytes later in the array.
     *
     * @param packet a wrapped retransmission; void afterwards
     * @return false when it carries nothing: bandwidth probes do not
     */
    public static boolean restore(RtpView packet, int originalPayloadType, int originalSsrc) {
        if (packet.payloadLength() < OVERHEAD) {
            return false;
        }
        byte[] buffer = packet.buffer();
        int sequence = Bytes.u16(buffer, packet.payloadOffset());
        int offset = packet.offset();
        System.arraycopy(buffer, offset, buffer, offset + OVERHEAD, packet.headerLength());
        int moved = offset + OVERHEAD;
        buffer[moved + 1] = (byte) ((buffer[moved + 1] & 0x80) | originalPayloadType);
        Bytes.put16(buffer, moved + 2, sequence);
        Bytes.put32(buffer, moved + 8, originalSsrc);
        return packet.wrap(buffer, moved, packet.length() - OVERHEAD);
    }

    /**
     * Makes a retransmission of the packet that starts {@link #OVERHEAD} bytes after {@code offset}, moving its header to
     * {@code offset}.
     *
     * @param headerLength of the original
     */
    public static void encapsulate(
            byte[] buffer, int offset, int headerLength, int payloadType, int sequence, int ssrc) {
        int original = offset + OVERHEAD;
        int originalSequence = Bytes.u16(buffer, original + 2);
        System.arraycopy(buffer, original, buffer, offset, headerLength);
        buffer[offset + 1] = (byte) ((buffer[offset + 1] & 0x80) | payloadType);
        Bytes.put16(buffer, offset + 2, sequence);
        Bytes.put32(buffer, offset + 8, ssrc);
        Bytes.put16(buffer, offset + headerLength, originalSequence);
    }
}
