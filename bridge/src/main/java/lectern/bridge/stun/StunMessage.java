package lectern.bridge.stun;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A view of one STUN message in a buffer; valid as long as the bytes are. The first occurrence of an attribute counts,
 * and what follows MESSAGE-INTEGRITY is ignored but for FINGERPRINT (RFC 8489 §14.5).
 *
 * <pre>
 *  0                   1                   2                   3
 *  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 * |0 0|     STUN Message Type     |         Message Length        |
 * |                         Magic Cookie                          |
 * |                     Transaction ID (96 bits)                  |
 * </pre>
 */
public final class StunMessage {
    public static final int BINDING_REQUEST = 0x0001;
    public static final int BINDING_INDICATION = 0x0011;
    public static final int BINDING_SUCCESS = 0x0101;
    public static final int BINDING_ERROR = 0x0111;

    static final int HEADER = 20;
    static final int MAGIC_COOKIE = 0x2112A442;
    static final int FINGERPRINT_XOR = 0x5354554E;

    /** A check of ICE has about eight attributes; a message with more than this is refused. */
    private static final int MAX_ATTRIBUTES = 32;

    private final byte[] buffer;
    private final int offset;
    private int username = -1;
    private int integrity = -1;
    private int fingerprint = -1;
    private int mapped = -1;
    private int error = -1;
    private int priority = -1;
    private int controlling = -1;
    private int controlled = -1;
    private int unknown;
    private boolean useCandidate;

    private StunMessage(byte[] buffer, int offset) {
        this.buffer = buffer;
        this.offset = offset;
    }

    /** Null when the bytes are not exactly one well-formed STUN message. */
    public static @Nullable StunMessage parse(byte[] buffer, int offset, int length) {
        if (length < HEADER || (buffer[offset] & 0xC0) != 0 || (length & 3) != 0) {
            return null;
        }
        if (u16(buffer, offset + 2) != length - HEADER || i32(buffer, offset + 4) != MAGIC_COOKIE) {
            return null;
        }
        StunMessage message = new StunMessage(buffer, offset);
        return message.readAttributes(offset + length) ? message : null;
    }

    private boolean readAttributes(int end) {
        int at = offset + HEADER;
        for (int n = 0; at < end; n++) {
            int length = u16(buffer, at + 2);
            int next = at + 4 + ((length + 3) & ~3);
            if (n == MAX_ATTRIBUTES || next > end || fingerprint >= 0 || !accept(u16(buffer, at), at, length)) {
                return false;
            }
            at = next;
        }
        return true;
    }

    /** False when a known attribute has the wrong length. */
    private boolean accept(int type, int at, int length) {
        if (type == StunAttribute.FINGERPRINT) {
            fingerprint = at;
            return length == 4;
        }
        if (integrity >= 0) {
            return true;
        }
        switch (type) {
            case StunAttribute.USERNAME -> {
                username = first(username, at);
                return length <= 513;
            }
            case StunAttribute.MESSAGE_INTEGRITY -> {
                integrity = at;
                return length == StunIntegrity.LENGTH;
            }
            case StunAttribute.XOR_MAPPED_ADDRESS -> {
                mapped = first(mapped, at);
                return length == 8 || length == 20;
            }
            case StunAttribute.ERROR_CODE -> {
                error = first(error, at);
                return length >= 4;
            }
            case StunAttribute.PRIORITY -> {
                priority = first(priority, at);
                return length == 4;
            }
            case StunAttribute.ICE_CONTROLLING -> {
                controlling = first(controlling, at);
                return length == 8;
            }
            case StunAttribute.ICE_CONTROLLED -> {
                controlled = first(controlled, at);
                return length == 8;
            }
            case StunAttribute.USE_CANDIDATE -> {
                useCandidate = true;
                return length == 0;
            }
            default -> {
                unknown = unknown == 0 && !StunAttribute.understood(type) ? type : unknown;
                return true;
            }
        }
    }

    private static int first(int known, int at) {
        return known >= 0 ? known : at;
    }

    public int type() {
        return u16(buffer, offset);
    }

    /** Twelve bytes, copied. */
    public byte[] transactionId() {
        byte[] id = new byte[12];
        System.arraycopy(buffer, offset + 8, id, 0, 12);
        return id;
    }

    /** Null without USERNAME. */
    public @Nullable String username() {
        return username < 0
                ? null
                : new String(buffer, username + 4, u16(buffer, username + 2), StandardCharsets.UTF_8);
    }

    public boolean hasIntegrity() {
        return integrity >= 0;
    }

    /** Whether MESSAGE-INTEGRITY is there and made with this password. */
    public boolean authentic(StunIntegrity key) {
        return integrity >= 0 && key.matches(buffer, offset, integrity);
    }

    /** Whether FINGERPRINT (RFC 8489 §14.7) is there, last and right. */
    public boolean fingerprintMatches() {
        return fingerprint >= 0 && i32(buffer, fingerprint + 4) == fingerprint(buffer, offset, fingerprint);
    }

    public boolean hasFingerprint() {
        return fingerprint >= 0;
    }

    public boolean useCandidate() {
        return useCandidate;
    }

    public boolean controlling() {
        return controlling >= 0;
    }

    public boolean controlled() {
        return controlled >= 0;
    }

    /** Of PRIORITY, unsigned; 0 without one. */
    public long priority() {
        return priority < 0 ? 0 : i32(buffer, priority + 4) & 0xFFFF_FFFFL;
    }

    /** 300 to 699, or 0 when there is none. */
    public int errorCode() {
        return error < 0 ? 0 : (buffer[error + 6] & 7) * 100 + (buffer[error + 7] & 0xFF) % 100;
    }

    /** The first comprehension-required attribute that is not understood, 0 when there is none. */
    public int unknownRequired() {
        return unknown;
    }

    /** XOR-MAPPED-ADDRESS (RFC 8489 §14.2); null when absent or of an unknown family. */
    public @Nullable InetSocketAddress mappedAddress() {
        if (mapped < 0) {
            return null;
        }
        int family = buffer[mapped + 5];
        int size = family == 1 ? 4 : 16;
        if ((family != 1 && family != 2) || u16(buffer, mapped + 2) != 4 + size) {
            return null;
        }
        byte[] address = new byte[size];
        for (int i = 0; i < size; i++) {
            address[i] = (byte) (buffer[mapped + 8 + i] ^ buffer[offset + 4 + i]);
        }
        int port = u16(buffer, mapped + 6) ^ (MAGIC_COOKIE >>> 16);
        try {
            return new InetSocketAddress(InetAddress.getByAddress(address), port);
        } catch (UnknownHostException e) {
            throw new AssertionError("an address of 4 or 16 bytes is never unknown", e);
        }
    }

    static int fingerprint(byte[] buffer, int offset, int end) {
        CRC32 crc = new CRC32();
        crc.update(buffer, offset, end - offset);
        return (int) crc.getValue() ^ FINGERPRINT_XOR;
    }

    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
    }

    static int i32(byte[] b, int at) {
        return u16(b, at) << 16 | u16(b, at + 2);
    }
}
