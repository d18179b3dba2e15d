package lectern.bridge.sctp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What INIT and INIT ACK say (RFC 9260 §3.3.2, §3.3.3).
 *
 * @param window a_rwnd in bytes
 * @param cookie of an INIT ACK, null in an INIT
 * @param report Unrecognized Parameters: of a received chunk those to send, of our own those that it has
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
        byte @Nullable [] cookie,
        byte[] report) {
    private static final byte[] NOTHING = {};

    /** Null when malformed, or with a value that the standard forbids. */
    static @Nullable InitChunk parse(byte[] b, int at, int length) {
        if (length < 16) {
            return null;
        }
        boolean forward = false;
        boolean reConfig = false;
        byte[] cookie = null;
        Parameters parameters = new Parameters(b, at + 16, at + length);
        while (parameters.advance()) {
            switch (parameters.type()) {
                case Parameters.FORWARD_TSN_SUPPORTED -> forward = true;
                case Parameters.SUPPORTED_EXTENSIONS -> {
                    reConfig |= contains(b, parameters, ChunkType.RE_CONFIG);
                    forward |= contains(b, parameters, ChunkType.FORWARD_TSN);
                }
                case Parameters.STATE_COOKIE -> cookie = Arrays.copyOfRange(b, parameters.start(), parameters.end());
                default -> {
                    // Known, and without meaning over DTLS.
                }
            }
        }
        if (parameters.malformed()) {
            return null;
        }
        InitChunk init = new InitChunk(
                Wire.i32(b, at),
                Wire.i32(b, at + 4) & 0xFFFF_FFFFL,
                Wire.u16(b, at + 8),
                Wire.u16(b, at + 10),
                Wire.i32(b, at + 12),
                forward,
                reConfig,
                cookie,
                parameters.report());
        return init.tag == 0 || init.outStreams == 0 || init.inStreams == 0 ? null : init;
    }

    private static boolean contains(byte[] b, Parameters list, int type) {
        for (int i = list.start(); i < list.end(); i++) {
            if ((b[i] & 0xFF) == type) {
                return true;
            }
        }
        return false;
    }

    /** Ours: we can do what data channels need. */
    static InitChunk own(int tag, int tsn) {
        return new InitChunk(tag, Inbound.BUFFER, Inbound.STREAMS, Inbound.STREAMS, tsn, true, true, null, NOTHING);
    }

    /** What a cookie keeps of the peer's. */
    static InitChunk kept(int tag, long window, int outStreams, int inStreams, int tsn, int extensions) {
        return new InitChunk(
                tag, window, outStreams, inStreams, tsn, (extensions & 1) != 0, (extensions & 2) != 0, null, NOTHING);
    }

    /** Forward TSN and stream reconfiguration as bits for {@link #kept}. */
    int extensions() {
        return (forwardTsn ? 1 : 0) | (reConfig ? 2 : 0);
    }

    /** As an INIT ACK: with our cookie, and with what of the INIT is not known here. */
    InitChunk with(byte[] ourCookie, byte[] unrecognized) {
        return new InitChunk(tag, window, outStreams, inStreams, tsn, forwardTsn, reConfig, ourCookie, unrecognized);
    }

    void write(PacketBuilder packet) {
        packet.open(cookie == null ? ChunkType.INIT : ChunkType.INIT_ACK, 0)
                .i32(tag)
                .i32((int) window)
                .u16(outStreams)
                .u16(inStreams)
                .i32(tsn)
                .u16(Parameters.SUPPORTED_EXTENSIONS)
                .u16(6)
                .u16(ChunkType.RE_CONFIG << 8 | ChunkType.FORWARD_TSN)
                .u16(0)
                .u16(Parameters.FORWARD_TSN_SUPPORTED)
                .u16(4);
        if (cookie != null) {
            packet.u16(Parameters.STATE_COOKIE)
                    .u16(4 + cookie.length)
                    .bytes(cookie)
                    .bytes(report);
        }
        packet.close();
    }
}
