package lectern.bridge.stun;

import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * Writes one STUN message, attribute by attribute; {@link #integrity} and {@link #fingerprint} come last and in this
 * order (RFC 8489 §14.5, §14.7).
 */
public final class StunWriter {
    /** Room for every message that ICE needs, with the longest allowed USERNAME. */
    private static final int CAPACITY = 700;

    private final byte[] buffer = new byte[CAPACITY];
    private int end = StunMessage.HEADER;

    /**
     * Begins a message.
     *
     * @param transactionId twelve bytes
     */
    public StunWriter(int type, byte[] transactionId) {
        u16(0, type);
        i32(4, StunMessage.MAGIC_COOKIE);
        System.arraycopy(transactionId, 0, buffer, 8, 12);
    }

    public StunWriter username(String name) {
        return bytes(StunAttribute.USERNAME, name.getBytes(StandardCharsets.UTF_8));
    }

    public StunWriter priority(long priority) {
        head(StunAttribute.PRIORITY, 4);
        i32(end, (int) priority);
        end += 4;
        return this;
    }

    public StunWriter useCandidate() {
        head(StunAttribute.USE_CANDIDATE, 0);
        return this;
    }

    public StunWriter controlling(long tieBreaker) {
        return role(StunAttribute.ICE_CONTROLLING, tieBreaker);
    }

    public StunWriter controlled(long tieBreaker) {
        return role(StunAttribute.ICE_CONTROLLED, tieBreaker);
    }

    private StunWriter role(int type, long tieBreaker) {
        head(type, 8);
        i32(end, (int) (tieBreaker >>> 32));
        i32(end + 4, (int) tieBreaker);
        end += 8;
        return this;
    }

    /** ERROR-CODE (RFC 8489 §14.8). */
    public StunWriter error(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] value = new byte[4 + text.length];
        value[2] = (byte) (code / 100);
        value[3] = (byte) (code % 100);
        System.arraycopy(text, 0, value, 4, text.length);
        return bytes(StunAttribute.ERROR_CODE, value);
    }

    /** UNKNOWN-ATTRIBUTES (RFC 8489 §14.9) with one type. */
    public StunWriter unknown(int type) {
        return bytes(StunAttribute.UNKNOWN_ATTRIBUTES, new byte[] {(byte) (type >>> 8), (byte) type});
    }

    /** XOR-MAPPED-ADDRESS (RFC 8489 §14.2). */
    public StunWriter mappedAddress(InetSocketAddress from) {
        byte[] address = from.getAddress().getAddress();
        head(StunAttribute.XOR_MAPPED_ADDRESS, 4 + address.length);
        buffer[end] = 0;
        buffer[end + 1] = (byte) (address.length == 4 ? 1 : 2);
        u16(end + 2, from.getPort() ^ (StunMessage.MAGIC_COOKIE >>> 16));
        for (int i = 0; i < address.length; i++) {
            buffer[end + 4 + i] = (byte) (address[i] ^ buffer[4 + i]);
        }
        end += 4 + address.length;
        return this;
    }

    public StunWriter integrity(StunIntegrity key) {
        int at = end;
        byte[] mac = key.of(buffer, 0, at);
        return bytes(StunAttribute.MESSAGE_INTEGRITY, mac);
    }

    public StunWriter fingerprint() {
        int at = end;
        u16(2, at + 8 - StunMessage.HEADER);
        int crc = StunMessage.fingerprint(buffer, 0, at);
        head(StunAttribute.FINGERPRINT, 4);
        i32(end, crc);
        end += 4;
        return this;
    }

    /** The finished message, copied. */
    public byte[] toBytes() {
        u16(2, end - StunMessage.HEADER);
        byte[] message = new byte[end];
        System.arraycopy(buffer, 0, message, 0, end);
        return message;
    }

    private StunWriter bytes(int type, byte[] value) {
        head(type, value.length);
        System.arraycopy(value, 0, buffer, end, value.length);
        end += (value.length + 3) & ~3;
        return this;
    }

    private void head(int type, int length) {
        u16(end, type);
        u16(end + 2, length);
        end += 4;
    }

    private void u16(int at, int value) {
        buffer[at] = (byte) (value >>> 8);
        buffer[at + 1] = (byte) value;
    }

    private void i32(int at, int value) {
        u16(at, value >>> 16);
        u16(at + 2, value);
    }
}
