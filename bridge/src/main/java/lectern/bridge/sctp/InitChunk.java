package lectern.bridge.sctp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What INIT and INIT ACK say (RFC 9260 §3.3.2, §3.3.3).
 *
 * @param window a_rwnd in bytes
 * @param cookie of an INIT ACK, null in an INIT
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record InitChunk(
        int tag,
        long window,
        int outStreams,
        int inStreams,
        int tsn,
        boolean forwardTsn,
        boolean reConfig,
        byte @Nullable [] cookie) {
    private static final int STATE_COOKIE = 7;
    private static final int SUPPORTED_EXTENSIONS = 0x8008;
    private static final int FORWARD_TSN_SUPPORTED = 0xC000;
    private static final int MAX_PARAMETERS = 32;

    /** Null when malformed, or with a value that the standard forbids. */
    static @Nullable InitChunk parse(byte[] b, int at, int length) {
        if (length < 16) {
            return null;
        }
        boolean forward = false;
        boolean reConfig = false;
        byte[] cookie = null;
        int end = at + length;
        int next = at + 16;
        for (int n = 0; next + 4 <= end; n++) {
            int type = Wire.u16(b, next);
            int size = Wire.u16(b, next + 2);
            if (size < 4 || next + size > end || n == MAX_PARAMETERS) {
                return null;
            }
            if (type == FORWARD_TSN_SUPPORTED) {
                forward = true;
            } else if (type == SUPPORTED_EXTENSIONS) {
                reConfig = contains(b, next + 4, next + size, ChunkType.RE_CONFIG);
                forward |= contains(b, next + 4, next + size, ChunkType.FORWARD_TSN);
            } else if (type == STATE_COOKIE) {
                cookie = Arrays.copyOfRange(b, next + 4, next + size);
            }
            next += Wire.padded(size);
        }
        InitChunk init = new InitChunk(
                Wire.i32(b, at),
                Wire.i32(b, at + 4) & 0xFFFF_FFFFL,
                Wire.u16(b, at + 8),
                Wire.u16(b, at + 10),
                Wire.i32(b, at + 12),
                forward,
                reConfig,
                cookie);
        return init.tag == 0 || init.outStreams == 0 || init.inStreams == 0 ? null : init;
    }

    private static boolean contains(byte[] b, int from, int to, int type) {
        for (int i = from; i < to; i++) {
            if ((b[i] & 0xFF) == type) {
                return true;
            }
        }
        return false;
    }

    /** Ours: we can do what data channels need. */
    static InitChunk own(int tag, int tsn, byte @Nullable [] cookie) {
        return new InitChunk(tag, Inbound.BUFFER, Inbound.STREAMS, Inbound.STREAMS, tsn, true, true, cookie);
    }

    void write(PacketBuilder packet) {
        packet.open(cookie == null ? ChunkType.INIT : ChunkType.INIT_ACK, 0)
                .i32(tag)
                .i32((int) window)
                .u16(outStreams)
                .u16(inStreams)
                .i32(tsn)
                .u16(SUPPORTED_EXTENSIONS)
                .u16(6)
                .u16(ChunkType.RE_CONFIG << 8 | ChunkType.FORWARD_TSN)
                .u16(0)
                .u16(FORWARD_TSN_SUPPORTED)
                .u16(4);
        if (cookie != null) {
            packet.u16(STATE_COOKIE).u16(4 + cookie.length).bytes(cookie);
        }
        packet.close();
    }
}
