package lectern.bridge.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a peer is told that breaks a rule, or speaks of what nobody here knows. */
class SctpRulesTest {
    private final LossyLink link = LossyLink.open(21);

    /** Gives the server a packet as the client would send it, and what the server answers at once. */
    private List<byte[]> tell(LossyLink to, Consumer<PacketBuilder> chunks) {
        return tell(to, Wire.i32(to.client.packets.get(1), 4), chunks);
    }

    private static List<byte[]> tell(LossyLink to, int tag, Consumer<PacketBuilder> chunks) {
        LossyLink.Side scratch = new LossyLink(1).client;
        PacketBuilder packet = new PacketBuilder(scratch);
        chunks.accept(packet.begin(tag));
        packet.send();
        byte[] made = scratch.packets.get(0);
        to.server.packets.clear();
        to.server.sctp.receive(made, 0, made.length, to.now);
        return new ArrayList<>(to.server.packets);
    }

    private static List<Integer> types(List<byte[]> packets) {
        List<Integer> types = new ArrayList<>();
        ChunkReader reader = new ChunkReader();
        for (byte[] packet : packets) {
            assertThat(reader.open(packet, 0, packet.length)).isTrue();
            while (reader.advance()) {
                types.add(reader.type());
            }
        }
        return types;
    }

    /** The cause code of the first chunk of the first packet. */
    private static int cause(List<byte[]> packets) {
        return Wire.u16(packets.get(0), 16);
    }

    private int nextTsn() {
        for (int i = link.client.packets.size() - 1; i >= 0; i--) {
            byte[] packet = link.client.packets.get(i);
            if (packet[12] == ChunkType.DATA) {
                return Wire.i32(packet, 16) + 1;
            }
        }
        throw new AssertionError("the client sent no data");
    }

    private Consumer<PacketBuilder> message(int stream, int ppid, byte[] data) {
        int tsn = nextTsn();
        return packet -> packet.open(ChunkType.DATA, 3)
                .i32(tsn)
                .u16(stream)
                .u16(0)
                .i32(ppid)
                .bytes(data)
                .close();
    }

    @Test
    void aChannelOnAStreamThatWasNeverAgreedOnIsReportedAndOpensNothing() {
        byte[] open = Dcep.open(DataChannel.reliable(0, "far away"));
        for (int stream : new int[] {256, 5_000, 65_535}) {
            LossyLink fresh = LossyLink.open(21);
            List<byte[]> answer = tell(fresh, message(stream, Dcep.PPID, open));
            assertThat(types(answer)).contains(ChunkType.ERROR);
            assertThat(cause(answer)).isEqualTo(ErrorCauses.INVALID_STREAM);
            assertThat(Wire.u16(answer.get(0), 20)).isEqualTo(stream);
            assertThat(fresh.server.opened).hasSize(1);
            fresh.during(1_000);
            assertThat(fresh.server.ended).isEmpty();
        }
    }

    @Test
    void aPeerThatTakesFewStreamsGetsNoMore() {
        Outbound outbound = new Outbound(1, InitChunk.kept(1, 100_000, 10, 2, 1, 3), new Rto());
        Channels channels = new Channels(new Channels.Ends(link.server, false), true, outbound);
        DataChannel first = channels.open("one", true, -1);
        assertThat(first).isNotNull();
        assertThat(channels.open("two", true, -1)).isNull();
        channels.message(2, Dcep.PPID, Dcep.open(DataChannel.reliable(2, "theirs")));
        assertThat(channels.refused()).isEqualTo(1);
    }

    @Test
    void aChannelOfTheWrongParityIsClosed() {
        List<byte[]> answer = tell(link, message(3, Dcep.PPID, Dcep.open(DataChannel.reliable(3, "odd"))));
        assertThat(types(answer)).contains(ChunkType.RE_CONFIG).doesNotContain(ChunkType.DATA);
        assertThat(link.server.opened).hasSize(1);
    }

    @Test
    void anUnknownChunkIsReportedAndSkippedAsItsTypeSays() {
        for (int type : new int[] {0x3F, 0x7F, 0xBF, 0xFE}) {
            List<byte[]> answer = tell(
                    link,
                    packet -> packet.open(type, 0)
                            .i32(7)
                            .close()
                            .open(ChunkType.HEARTBEAT, 0)
                            .i32(7)
                            .close());
            boolean reported = types(answer).contains(ChunkType.ERROR);
            boolean wentOn = types(answer).contains(ChunkType.HEARTBEAT_ACK);
            assertThat(reported).as("type %x reported", type).isEqualTo((type & 0x40) != 0);
            assertThat(wentOn).as("type %x skipped", type).isEqualTo((type & 0x80) != 0);
        }
    }

    @Test
    void unknownParametersOfAnInitAreReportedInTheAnswer() {
        LossyLink fresh = new LossyLink(4);
        List<byte[]> answer = tell(
                fresh,
                0,
                packet -> packet.open(ChunkType.INIT, 0)
                        .i32(1)
                        .i32(100_000)
                        .u16(10)
                        .u16(10)
                        .i32(1)
                        .u16(0xC123)
                        .u16(8)
                        .i32(99)
                        .u16(0x8123)
                        .u16(4)
                        .u16(0xC000)
                        .u16(4)
                        .close());
        assertThat(types(answer)).containsExactly(ChunkType.INIT_ACK);
        byte[] packet = answer.get(0);
        InitChunk ack = InitChunk.parse(packet, 16, packet.length - 16);
        assertThat(Objects.requireNonNull(ack).cookie()).isNotNull();
        int tail = packet.length - 12;
        assertThat(Wire.u16(packet, tail)).isEqualTo(Parameters.UNRECOGNIZED);
        assertThat(Wire.u16(packet, tail + 4)).isEqualTo(0xC123);
        assertThat(Wire.i32(packet, tail + 8)).isEqualTo(99);
    }

    @Test
    void anInitWithoutStreamsIsAborted() {
        LossyLink fresh = new LossyLink(5);
        List<byte[]> answer = tell(
                fresh,
                0,
                packet -> packet.open(ChunkType.INIT, 0)
                        .i32(77)
                        .i32(100_000)
                        .u16(0)
                        .u16(10)
                        .i32(1)
                        .close());
        assertThat(types(answer)).containsExactly(ChunkType.ABORT);
        assertThat(Wire.i32(answer.get(0), 4)).isEqualTo(77);
    }

    @Test
    void dataWithoutDataAborts() {
        List<byte[]> answer = tell(link, message(0, 51, new byte[0]));
        assertThat(types(answer)).containsExactly(ChunkType.ABORT);
        assertThat(cause(answer)).isEqualTo(ErrorCauses.NO_USER_DATA);
        assertThat(link.server.ended).contains("broke a rule");
    }

    @Test
    void onePacketOfHeartbeatsIsAnsweredByOne() {
        List<byte[]> answer = tell(link, packet -> {
            for (int i = 0; i < 200; i++) {
                packet.open(ChunkType.HEARTBEAT, 0).close();
            }
        });
        assertThat(types(answer)).containsExactly(ChunkType.HEARTBEAT_ACK);
    }

    @Test
    void aResetThatNamesNoStreamIsAboutAll() {
        link.client.sctp.open("second", link.now);
        link.until(() -> link.server.opened.size() == 2);
        int tsn = nextTsn() - 1;
        int first = Wire.i32(link.client.packets.get(0), 28);
        tell(
                link,
                packet -> packet.open(ChunkType.RE_CONFIG, 0)
                        .u16(13)
                        .u16(16)
                        .i32(first)
                        .i32(0)
                        .i32(tsn)
                        .close());
        link.during(2_000);
        assertThat(link.server.closed).hasSize(2);
    }

    @Test
    void roomIsToldOnceAfterARefusal() {
        byte[] message = new byte[16 * 1024];
        while (link.client.sctp.send(link.channel(), false, message, link.now)) {
            assertThat(link.client.writable).isZero();
        }
        link.until(() -> link.client.writable == 1);
        assertThat(link.client.sctp.buffered()).isLessThanOrEqualTo(SctpAssociation.LOW_WATER);
        link.until(() -> link.client.sctp.buffered() == 0);
        link.client.sctp.send(link.channel(), "small", link.now);
        link.during(5_000);
        assertThat(link.client.writable).isEqualTo(1);
    }

    @Test
    void aReaderThatTakesNothingCostsABoundedBuffer() {
        link.until(() -> link.client.sctp.buffered() == 0 && link.server.sctp.buffered() == 0);
        link.cut = true;
        int taken = 0;
        for (int i = 0; i < 100_000; i++) {
            taken += link.server.sctp.send(link.channel(), "message " + i, link.now) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(SctpAssociation.SEND_BUFFER / 64);
        assertThat(link.server.sctp.buffered()).isLessThanOrEqualTo(SctpAssociation.SEND_BUFFER);
    }
}
