package lectern.bridge.sctp;

import java.util.List;

/** FORWARD TSN (RFC 3758 §3.2): tells the peer not to wait for what was given up. */
final class ForwardTsn {
    private ForwardTsn() {}

    /** Advanced.Peer.Ack.Point (RFC 3758 §3.5): up to where everything is acknowledged or given up. */
    static int point(int acked, List<OutChunk> outstanding) {
        int point = acked;
        for (OutChunk chunk : outstanding) {
            if (!chunk.message.abandoned) {
                return point;
            }
            point = chunk.tsn;
        }
        return point;
    }

    static void write(PacketBuilder packet, int point, List<OutChunk> outstanding) {
        packet.open(ChunkType.FORWARD_TSN, 0).i32(point);
        int[] last = new int[Inbound.STREAMS];
        for (OutChunk chunk : outstanding) {
            if (!Wire.before(point, chunk.tsn) && chunk.message.ordered()) {
                last[chunk.message.channel.stream()] = chunk.message.ssn + 1;
            }
        }
        for (int stream = 0; stream < last.length && packet.free() >= 4; stream++) {
            if (last[stream] != 0) {
                packet.u16(stream).u16(last[stream] - 1);
            }
        }
        packet.close();
    }
}
