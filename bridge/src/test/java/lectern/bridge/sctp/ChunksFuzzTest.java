package lectern.bridge.sctp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** Packets and the chunks that say most: INIT, SACK, and a cookie that may be anybody's. */
class ChunksFuzzTest extends FuzzTarget {
    private static final StateCookie.Seal SEAL = new StateCookie.Seal(new FixedRandom(1));

    @Override
    protected List<byte[]> seeds() {
        LossyLink link = LossyLink.open(1);
        List<byte[]> packets = new ArrayList<>(link.client.packets);
        packets.addAll(link.server.packets);
        InitChunk init = InitChunk.own(1, 2);
        byte[] cookie = SEAL.seal(new StateCookie(3, 4, 5, 6, 7, init));
        List<byte[]> written = new ArrayList<>(packets);
        LossyLink.Side sink = new LossyLink(2).client;
        PacketBuilder packet = new PacketBuilder(sink);
        init.with(cookie, new byte[] {0, 8, 0, 8, (byte) 0xC1, 0, 0, 4}).write(packet.begin(9));
        packet.open(ChunkType.COOKIE_ECHO, 0).bytes(cookie).close().send();
        packet.begin(9).open(ChunkType.SACK, 0).i32(1).i32(2_000).u16(1).u16(1);
        packet.u16(2).u16(5).i32(8).close().send();
        written.addAll(sink.packets);
        return written;
    }

    @Override
    protected void execute(byte[] input) {
        byte[] packet = input.clone();
        if (packet.length >= ChunkReader.HEADER) {
            SctpFuzzTest.seal(packet);
        }
        Surroundings.read(packet, ChunksFuzzTest::meaning);
    }

    private static List<Object> meaning(byte[] buffer, int offset, int length) {
        ChunkReader reader = new ChunkReader();
        List<Object> meaning = new ArrayList<>();
        if (!reader.open(buffer, offset, length)) {
            return meaning;
        }
        while (reader.advance()) {
            int at = reader.start();
            Promise.that(
                    at >= offset + ChunkReader.HEADER && at + reader.length() <= offset + length,
                    "a chunk outside the packet");
            meaning.add(reader.type() + "/" + reader.flags());
            InitChunk init = InitChunk.parse(buffer, at, reader.length());
            if (init != null) {
                meaning.add(said(init));
            }
            Sack sack = Sack.parse(buffer, at, reader.length());
            if (sack != null) {
                meaning.add(sack.cumulative() + ":" + sack.window() + Arrays.toString(sack.gaps()));
            }
            StateCookie cookie = SEAL.open(buffer, at, reader.length());
            meaning.add(cookie == null ? "" : cookie.localTag() + said(cookie.peer()));
        }
        return meaning;
    }

    private static String said(InitChunk init) {
        Promise.that(init.tag() != 0 && init.inStreams() > 0 && init.outStreams() > 0, "zeros that are forbidden");
        Promise.that(init.report().length <= 256, "too long a report");
        return init.tag() + ":" + init.window() + ":" + init.tsn() + init.extensions()
                + Arrays.toString(init.cookie())
                + Arrays.toString(init.report());
    }
}
