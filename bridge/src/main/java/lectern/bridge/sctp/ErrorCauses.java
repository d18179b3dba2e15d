package lectern.bridge.sctp;

/**
 * Error causes (RFC 9260 §3.3.10) that a received packet earned. They go out together in one ERROR chunk, so that no
 * packet brings forth more than one; causes beyond {@value #ROOM} bytes are left out.
 */
final class ErrorCauses {
    static final int INVALID_STREAM = 1;
    static final int STALE_COOKIE = 3;
    static final int UNRECOGNIZED_CHUNK = 6;
    static final int INVALID_PARAMETER = 7;
    static final int NO_USER_DATA = 9;
    static final int COOKIE_WHILE_SHUTTING_DOWN = 10;
    static final int USER_ABORT = 12;
    static final int PROTOCOL_VIOLATION = 13;

    private static final int ROOM = 512;

    private final byte[] causes = new byte[ROOM];
    private int end;

    /** A cause with what it is about, whole or not at all. */
    void add(int cause, byte[] about, int offset, int length) {
        if (end + 4 + Wire.padded(length) > ROOM) {
            return;
        }
        Wire.u16(causes, end, cause);
        Wire.u16(causes, end + 2, 4 + length);
        System.arraycopy(about, offset, causes, end + 4, length);
        int next = end + 4 + Wire.padded(length);
        for (int i = end + 4 + length; i < next; i++) {
            causes[i] = 0;
        }
        end = next;
    }

    void add(int cause) {
        add(cause, causes, 0, 0);
    }

    /** A DATA chunk's stream that was never agreed on (RFC 9260 §6.5). */
    void invalidStream(int stream) {
        add(INVALID_STREAM, new byte[] {(byte) (stream >>> 8), (byte) stream, 0, 0}, 0, 4);
    }

    /** Says them to the peer, if there are any. */
    void send(PacketBuilder packet, int tag) {
        if (end > 0 && tag != 0) {
            packet.begin(tag).open(ChunkType.ERROR, 0).bytes(causes, 0, end).close();
            packet.send();
        }
        end = 0;
    }
}
