package lectern.bridge.sctp;

import java.util.zip.CRC32C;

/**
 * Walks the chunks of one packet (RFC 9260 §3).
 *
 * <pre>
 * |      Source Port Number       |    Destination Port Number    |
 * |                       Verification Tag                        |
 * |                   Checksum (CRC32c, bytes reversed)           |
 * |   Chunk Type  |  Chunk Flags  |         Chunk Length          |
 * </pre>
 */
final class ChunkReader {
    static final int HEADER = 12;
    private static final byte[] NO_CHECKSUM = new byte[4];

    private final CRC32C crc = new CRC32C();
    private byte[] buffer = new byte[0];
    private int end;
    private int chunk;
    private int next;

    /** False when it is not a packet with a right checksum and well-formed chunks. */
    boolean open(byte[] bytes, int offset, int length) {
        if (length < HEADER + 4 || (length & 3) != 0) {
            return false;
        }
        buffer = bytes;
        end = offset + length;
        next = offset + HEADER;
        crc.reset();
        crc.update(bytes, offset, 8);
        crc.update(NO_CHECKSUM);
        crc.update(bytes, offset + HEADER, length - HEADER);
        return Integer.reverseBytes((int) crc.getValue()) == Wire.i32(bytes, offset + 8) && wellFormed();
    }

    private boolean wellFormed() {
        int at = next;
        while (at < end) {
            int length = Wire.u16(buffer, at + 2);
            if (length < 4 || at + Wire.padded(length) > end) {
                return false;
            }
            at += Wire.padded(length);
        }
        return true;
    }

    /** Whether the next chunk is of this type. */
    boolean begins(int type) {
        return next < end && (buffer[next] & 0xFF) == type;
    }

    /** Moves to the next chunk. */
    boolean advance() {
        if (next >= end) {
            return false;
        }
        chunk = next;
        next += Wire.padded(Wire.u16(buffer, chunk + 2));
        return true;
    }

    boolean last() {
        return next >= end;
    }

    byte[] buffer() {
        return buffer;
    }

    int type() {
        return buffer[chunk] & 0xFF;
    }

    int flags() {
        return buffer[chunk + 1] & 0xFF;
    }

    /** Offset of the chunk's value. */
    int start() {
        return chunk + 4;
    }

    /** Length of the chunk's value. */
    int length() {
        return Wire.u16(buffer, chunk + 2) - 4;
    }
}
