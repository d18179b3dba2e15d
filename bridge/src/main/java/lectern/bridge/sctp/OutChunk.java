package lectern.bridge.sctp;

/** A DATA chunk that has a TSN and is not acknowledged cumulatively yet. */
final class OutChunk {
    static final int HEADER = 16;

    final int tsn;
    final OutMessage message;
    final int offset;
    final int length;
    final int flags;
    long sentNanos;
    int transmissions;
    int missing;
    boolean inFlight;
    boolean acked;
    boolean lost;
    boolean fastRetransmitted;

    OutChunk(int tsn, OutMessage message, int offset, int length) {
        this.tsn = tsn;
        this.message = message;
        this.offset = offset;
        this.length = length;
        flags = (offset == 0 ? Fragment.BEGINNING : 0)
                | (offset + length == message.data.length ? Fragment.ENDING : 0)
                | (message.ordered() ? 0 : Fragment.UNORDERED);
    }

    boolean open() {
        return !acked && !message.abandoned;
    }

    int wireLength() {
        return HEADER + Wire.padded(length);
    }

    void write(PacketBuilder packet) {
        packet.open(ChunkType.DATA, flags)
                .i32(tsn)
                .u16(message.channel.stream())
                .u16(Math.max(0, message.ssn))
                .i32(message.ppid)
                .bytes(message.data, offset, length)
                .close();
    }
}
