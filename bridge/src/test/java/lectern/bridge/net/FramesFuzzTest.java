package lectern.bridge.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import org.junit.jupiter.api.AfterEach;

/**
 * Frames on a TCP connection (RFC 4571 §2): however the network cuts the stream, the packets are those that the lengths
 * name; what comes is sent back over a connection that takes a few bytes at a time, and nothing of it is torn or mixed.
 * The first bytes of the input say how to cut, the rest is the stream.
 */
class FramesFuzzTest extends FuzzTarget {
    private static final int CUTS = 4;
    private static final InetSocketAddress PEER = new InetSocketAddress(InetAddress.getLoopbackAddress(), 9);

    private final MediaLoop loop;
    private final TcpPort port;

    FramesFuzzTest() {
        InetSocketAddress free = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try {
            loop = new MediaLoop("frames", MediaPorts.udp(free), Clock.SYSTEM);
            port = TcpPort.bind(free, TcpLimits.DEFAULT, Clock.SYSTEM);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        port.close();
        loop.close();
    }

    /** What came out of the stream. */
    private record Read(List<String> packets, boolean broken) {}

    @Override
    protected List<byte[]> seeds() {
        byte[] sizes = {0, 1, 2, 12, 100, 127};
        ByteBuffer stream = ByteBuffer.allocate(1_000).put(new byte[] {1, 3, 7, 0});
        for (byte size : sizes) {
            stream.putShort(size).put(new byte[size]);
        }
        byte[] small = Arrays.copyOf(stream.array(), stream.position());
        byte[] full = ByteBuffer.allocate(4_000)
                .put(new byte[] {-1, 50, 9, 2})
                .putShort((short) MediaLoop.MAX_DATAGRAM)
                .put(new byte[MediaLoop.MAX_DATAGRAM])
                .putShort((short) 1_200)
                .array();
        byte[] tooLong = {4, 4, 4, 4, 0, 1, (byte) 0x80, 8, 1, 9};
        return List.of(small, full, tooLong);
    }

    @Override
    protected long allocation(int inputLength) {
        // Mostly the target's own: what it remembers to compare, of frames that may be empty.
        return 512 * 1024 + 512L * inputLength;
    }

    @Override
    protected int mutations() {
        return 4_000;
    }

    @Override
    protected void execute(byte[] input) {
        byte[] cuts = Arrays.copyOf(input, CUTS);
        byte[] stream = Arrays.copyOfRange(input, Math.min(CUTS, input.length), Math.max(CUTS, input.length));
        Read plain = plainly(stream);
        try (ScriptedChannel channel = new ScriptedChannel(stream, cuts)) {
            TcpConnection connection = new TcpConnection(port, channel, channel.key(), PEER, 0);
            Echo echo = new Echo();
            byte[] packet = new byte[MediaLoop.MAX_DATAGRAM + 128];
            while (connection.open() && channel.hasMore()) {
                connection.ready(packet, loop, echo);
            }
            Promise.same(plain.packets, echo.packets, "cut otherwise, read otherwise");
            Promise.same(plain.broken, !connection.open(), "ended otherwise");
            for (int i = 0; connection.open() && channel.wantsToWrite(); i++) {
                Promise.that(i < 100_000, "never done with writing");
                connection.ready(packet, loop, echo);
            }
            sentBack(plain, channel.written());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of it, or, when the connection had to end, so many whole frames and a piece of the next one. */
    private static void sentBack(Read plain, byte[] written) {
        List<String> back = plainly(written).packets;
        Promise.that(back.size() <= plain.packets.size(), "more came back");
        Promise.same(plain.packets.subList(0, back.size()), back, "other packets came back");
        Promise.that(plain.broken || back.size() == plain.packets.size(), "some did not come back");
    }

    /** The definition, in the plainest way. */
    private static Read plainly(byte[] stream) {
        List<String> packets = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(stream);
        while (bytes.remaining() >= 2) {
            int length = bytes.getShort(bytes.position()) & 0xFFFF;
            if (length > MediaLoop.MAX_DATAGRAM) {
                return new Read(packets, true);
            }
            if (bytes.remaining() < 2 + length) {
                break;
            }
            bytes.getShort();
            byte[] packet = new byte[length];
            bytes.get(packet);
            packets.add(Arrays.toString(packet));
        }
        return new Read(packets, false);
    }

    /** Sends back what comes. */
    private static final class Echo implements PacketHandler {
        final List<String> packets = new ArrayList<>();

        @Override
        public void receive(byte[] buffer, int length, Path from, long now) {
            packets.add(Arrays.toString(Arrays.copyOf(buffer, length)));
            ((TcpConnection) from).send(buffer, 0, length);
        }

        @Override
        public void gone(Path path) {}

        @Override
        public void tick(long now) {}

        @Override
        public void closed() {}
    }
}
