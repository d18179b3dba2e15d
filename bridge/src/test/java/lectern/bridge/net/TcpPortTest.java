package lectern.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Frames over real loopback connections. */
@Timeout(60)
class TcpPortTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Path> gone = new LinkedBlockingQueue<>();
    private MediaLoop loop;

    private record Received(String text, Path from) {}

    private final class Handler implements PacketHandler {
        @Override
        public void receive(byte[] buffer, int length, Path from, long now) {
            String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
            if (text.startsWith("keep")) {
                from.keep();
            }
            received.add(new Received(text, from));
        }

        @Override
        public void gone(Path path) {
            gone.add(path);
        }

        @Override
        public void tick(long now) {}

        @Override
        public void closed() {}
    }

    @BeforeEach
    void start() throws IOException {
        loop = start(new TcpLimits(4, 3, Duration.ofSeconds(1)));
    }

    private MediaLoop start(TcpLimits limits) throws IOException {
        MediaLoop started = new MediaLoop("test", new MediaPorts(List.of(LOOPBACK), 0, 0, limits), Clock.SYSTEM);
        started.start(new Handler());
        return started;
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    private Socket connect() throws IOException {
        InetSocketAddress listening = Objects.requireNonNull(loop.localTcp());
        Socket socket = new Socket(listening.getAddress(), listening.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static byte[] frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] framed = new byte[bytes.length + 2];
        framed[0] = (byte) (bytes.length >> 8);
        framed[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, framed, 2, bytes.length);
        return framed;
    }

    private Received next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(30, TimeUnit.SECONDS));
    }

    private static boolean ended(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void packetsComeWholeHoweverTheStreamWasCut() throws Exception {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            byte[] two = (new String(frame("keep"), StandardCharsets.ISO_8859_1)
                            + new String(frame("second"), StandardCharsets.ISO_8859_1))
                    .getBytes(StandardCharsets.ISO_8859_1);
            for (byte each : two) {
                out.write(each);
                out.flush();
            }
            out.write(frame(""));
            out.write(frame("x".repeat(MediaLoop.MAX_DATAGRAM)));
            Received first = next();
            assertThat(first.text()).isEqualTo("keep");
            assertThat(first.from().protocol()).isEqualTo(Protocol.TCP);
            assertThat(first.from().remote()).isEqualTo(socket.getLocalSocketAddress());
            assertThat(next().text()).isEqualTo("second");
            assertThat(next().text()).isEmpty();
            Received last = next();
            assertThat(last.text()).hasSize(MediaLoop.MAX_DATAGRAM);
            assertThat(last.from()).isSameAs(first.from());
        }
    }

    @Test
    void anAnswerGoesBackOverTheSameConnection() throws Exception {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(frame("keep"));
            Path path = next().from();
            byte[] answer = "answer".getBytes(StandardCharsets.UTF_8);
            loop.execute(() -> loop.send(answer, 0, answer.length, path));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            assertThat(in.readUnsignedShort()).isEqualTo(6);
            assertThat(in.readNBytes(6)).isEqualTo(answer);
            loop.execute(path::release);
            assertThat(ended(socket)).isTrue();
            assertThat(gone.poll(30, TimeUnit.SECONDS)).isSameAs(path);
            assertThat(path.open()).isFalse();
            loop.execute(() -> loop.send(answer, 0, answer.length, path));
        }
    }

    @Test
    void aFrameThatIsTooLongEndsTheConnection() throws Exception {
        try (Socket socket = connect()) {
            int length = MediaLoop.MAX_DATAGRAM + 1;
            socket.getOutputStream().write(new byte[] {(byte) (length >> 8), (byte) length});
            assertThat(ended(socket)).isTrue();
        }
    }

    @Test
    void aConnectionThatProvesNothingIsClosedAndAProvenOneStays() throws Exception {
        try (Socket idle = connect();
                Socket chatty = connect();
                Socket proven = connect()) {
            proven.getOutputStream().write(frame("keep"));
            chatty.getOutputStream().write(frame("something"));
            assertThat(ended(idle)).isTrue();
            assertThat(ended(chatty)).isTrue();
            proven.getOutputStream().write(frame("keep on"));
            received.removeIf(each -> !each.text().equals("keep on"));
            assertThat(next().text()).isEqualTo("keep on");
        }
    }

    @Test
    void oneAddressTakesNoMoreThanItsShare() throws Exception {
        try (Socket first = connect();
                Socket second = connect();
                Socket third = connect()) {
            for (Socket socket : List.of(first, second, third)) {
                socket.getOutputStream().write(frame("keep"));
                next();
            }
            try (Socket fourth = connect()) {
                assertThat(ended(fourth)).isTrue();
            }
            first.shutdownOutput();
            assertThat(gone.poll(30, TimeUnit.SECONDS)).isNotNull();
            try (Socket fifth = connect()) {
                fifth.getOutputStream().write(frame("keep again"));
                assertThat(next().text()).isEqualTo("keep again");
            }
        }
    }

    @Test
    void aSlowReaderLosesMediaFirstAndEveryFrameItGetsIsWhole() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(8 * 1024);
            socket.setSoTimeout(30_000);
            socket.connect(Objects.requireNonNull(loop.localTcp()));
            socket.getOutputStream().write(frame("keep"));
            Path path = next().from();
            CountDownLatch sent = new CountDownLatch(1);
            loop.execute(() -> {
                byte[] media = new byte[1000];
                media[0] = (byte) 0x80;
                media[1] = 96;
                for (int i = 0; i < 5000; i++) {
                    loop.send(media, 0, media.length, path);
                }
                byte[] report = new byte[40];
                report[0] = (byte) 0x80;
                report[1] = (byte) 200;
                loop.send(report, 0, report.length, path);
                sent.countDown();
            });
            assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int pictures = 0;
            int length = in.readUnsignedShort();
            while (length == 1000) {
                byte[] media = in.readNBytes(length);
                assertThat(media[1]).isEqualTo((byte) 96);
                pictures++;
                length = in.readUnsignedShort();
            }
            assertThat(length).as("the report was not dropped").isEqualTo(40);
            assertThat(pictures).isBetween(TcpConnection.QUEUE / 2 / 1002, 4999);
        }
    }

    @Test
    void bothFamiliesShareAPortWhereTheMachineHasIpv6() throws Exception {
        byte[] one = new byte[16];
        one[15] = 1;
        InetAddress six = InetAddress.getByAddress(one);
        try (MediaLoop both =
                new MediaLoop("both", new MediaPorts(List.of(LOOPBACK, six), 0, 0, TcpLimits.DEFAULT), Clock.SYSTEM)) {
            both.start(new Handler());
            int port = Objects.requireNonNull(both.localTcp()).getPort();
            for (InetAddress address : List.of(LOOPBACK, six)) {
                try (Socket socket = new Socket(address, port)) {
                    socket.getOutputStream().write(frame("keep " + address.getHostAddress()));
                    Received over = next();
                    assertThat(over.text()).isEqualTo("keep " + address.getHostAddress());
                    assertThat(over.from().remote().getAddress()).isEqualTo(address);
                }
            }
        }
    }
}
