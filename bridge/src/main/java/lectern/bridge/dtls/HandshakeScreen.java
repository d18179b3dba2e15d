package lectern.bridge.dtls;

import lectern.bridge.rtp.Bytes;

/**
 * Looks at handshake records before BouncyCastle puts messages together of them: it makes room for as much as a first
 * fragment says that its message has, 16 MiB for some bytes, and up to sixteen messages ahead.
 *
 * <pre>
 * | type | version | epoch | sequence number  | length |                       (RFC 6347 §4.1)
 * | msg_type | length | message_seq | fragment_offset | fragment_length | …    (RFC 6347 §4.2.2)
 * </pre>
 */
final class HandshakeScreen {
    /** Longer than certificates of browsers, which are of 300 to 1,500 bytes, and hellos with keys of tomorrow. */
    static final int MAX_MESSAGE = 8 * 1024;

    /** The content type of handshake records. */
    static final short HANDSHAKE = 22;

    private static final int RECORD = 13;
    private static final int FRAGMENT = 12;

    private HandshakeScreen() {}

    /** Whether a datagram's records in the clear speak of messages that may be put together. */
    static boolean admits(byte[] b, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (end - at >= RECORD) {
            int size = Math.min(Bytes.u16(b, at + 11), end - at - RECORD);
            boolean clear = Bytes.u16(b, at + 3) == 0;
            if (clear && Bytes.u8(b, at) == HANDSHAKE && !messages(b, at + RECORD, size)) {
                return false;
            }
            at += RECORD + size;
        }
        return true;
    }

    /** The same for one record that was decrypted. */
    static boolean messages(byte[] b, int offset, int length) {
        int end = offset + length;
        int at = offset;
        while (end - at >= FRAGMENT) {
            if (Bytes.u24(b, at + 1) > MAX_MESSAGE) {
                return false;
            }
            at += FRAGMENT + Bytes.u24(b, at + 9);
        }
        return true;
    }
}
