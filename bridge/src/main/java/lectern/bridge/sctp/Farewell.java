package lectern.bridge.sctp;

/** The packets that end an association (RFC 9260 §9), and what is answered once there is none (§8.4). */
final class Farewell {
    /** The verification tag is the receiver's own (RFC 9260 §8.5.1). */
    private static final int REFLECTED = 1;

    /** Answers after the end: enough for a peer that lost some of them, too few to reflect a flood. */
    private static final int MAX_ANSWERS = 16;

    private final PacketBuilder packet;
    private int answers;

    Farewell(PacketBuilder packet) {
        this.packet = packet;
    }

    void abort(int tag, int cause) {
        abort(tag, 0, cause);
    }

    private void abort(int tag, int flags, int cause) {
        packet.begin(tag).open(ChunkType.ABORT, flags).u16(cause).u16(4).close().send();
    }

    /**
     * Asks to end.
     *
     * @param cumulative the last TSN that came without a gap
     */
    void shutdown(int tag, int cumulative) {
        packet.begin(tag).open(ChunkType.SHUTDOWN, 0).i32(cumulative).close().send();
    }

    void acknowledge(int tag) {
        packet.begin(tag).open(ChunkType.SHUTDOWN_ACK, 0).close().send();
    }

    void complete(int tag) {
        packet.begin(tag).open(ChunkType.SHUTDOWN_COMPLETE, 0).close().send();
    }

    /** Answers a packet for an association that has ended, or was never ours, so that the peer ends too. */
    void answer(ChunkReader packetOfNone, int tag) {
        if (answers == MAX_ANSWERS || !packetOfNone.advance()) {
            return;
        }
        switch (packetOfNone.type()) {
            case ChunkType.ABORT, ChunkType.SHUTDOWN_COMPLETE, ChunkType.COOKIE_ACK, ChunkType.ERROR -> {
                // RFC 9260 §8.4: never answered.
            }
            case ChunkType.SHUTDOWN_ACK -> {
                answers++;
                packet.begin(tag)
                        .open(ChunkType.SHUTDOWN_COMPLETE, REFLECTED)
                        .close()
                        .send();
            }
            case ChunkType.INIT -> {
                if (packetOfNone.length() >= 4) {
                    answers++;
                    abort(Wire.i32(packetOfNone.buffer(), packetOfNone.start()), ErrorCauses.USER_ABORT);
                }
            }
            default -> {
                answers++;
                abort(tag, REFLECTED, ErrorCauses.USER_ABORT);
            }
        }
    }
}
