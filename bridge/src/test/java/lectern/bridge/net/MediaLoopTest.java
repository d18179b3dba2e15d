package lectern.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MediaLoopTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final class Handler implements PacketHandler {
        @Override
        public void receive(byte[] buffer, int length, Path from, long now) {
            String text = new String(buffer, 0, length, StandardCharsets.UTF_8);
            if (text.equals("bad")) {
                throw new IllegalStateException("a handler's mistake");
            }
            received.add(text);
        }

        @Override
        public void gone(Path path) {}

        @Override
        public void tick(long now) {}

        @Override
        public void closed() {
            ended.complete(null);
        }
    }

    @Test
    void datagramsComeAndGoAndAMistakeHarmsNobodyElse() throws Exception {
        try (MediaLoop loop = new MediaLoop("test", MediaPorts.udp(ANY), Clock.SYSTEM);
                DatagramSocket socket = new DatagramSocket(ANY)) {
            loop.start(new Handler());
            for (String text : List.of("one", "bad", "two")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                socket.send(new DatagramPacket(bytes, bytes.length, loop.local()));
            }
            assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("one");
            assertThat(received.poll(30, TimeUnit.SECONDS)).isEqualTo("two");
            byte[] back = "back".getBytes(StandardCharsets.UTF_8);
            loop.execute(() ->
                    loop.send(back, 0, back.length, new UdpPath((InetSocketAddress) socket.getLocalSocketAddress())));
            DatagramPacket packet = new DatagramPacket(new byte[100], 100);
            socket.setSoTimeout(30_000);
            socket.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .isEqualTo("back");
        }
        assertThat(ended).isCompleted();
    }

    @Test
    void tasksRunInOrderAndUntilTheEnd() throws Exception {
        MediaLoop loop = new MediaLoop("test", MediaPorts.udp(ANY), Clock.SYSTEM);
        loop.start(new Handler());
        List<Integer> done = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 500; i++) {
            int number = i;
            loop.execute(() -> done.add(number));
            if (i == 100) {
                loop.execute(() -> {
                    throw new IllegalStateException("a task's mistake");
                });
            }
        }
        loop.close();
        assertThat(done).hasSize(500).isSorted();
        assertThatThrownBy(() -> loop.execute(() -> done.add(1))).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void aTurnThatTookTooLongIsCounted() throws Exception {
        MediaLoop loop = new MediaLoop("test", MediaPorts.udp(ANY), Clock.SYSTEM);
        loop.start(new Handler());
        loop.execute(() -> {
            long until = System.nanoTime() + 2 * LoopHealth.STALL.toNanos();
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        });
        CompletableFuture<LoopHealth> asked = new CompletableFuture<>();
        loop.execute(() -> loop.execute(() -> asked.complete(loop.health())));
        assertThat(asked.get(30, TimeUnit.SECONDS)).isNotNull();
        loop.close();
        LoopHealth health = loop.health();
        assertThat(health.stalls()).isPositive();
        assertThat(health.longestTurn()).isGreaterThan(LoopHealth.STALL);
        assertThat(health.turns()).isGreaterThanOrEqualTo(health.stalls());
        assertThat(health.refusedBySocket()).isZero();
    }

    @Test
    void aPacketThatTheSystemRefusesIsCounted() throws Exception {
        MediaLoop loop = new MediaLoop("test", MediaPorts.udp(ANY), Clock.SYSTEM);
        loop.start(new Handler());
        UdpPath nowhere = new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        loop.execute(() -> loop.send(new byte[10], 0, 10, nowhere));
        loop.close();
        assertThat(loop.health().refusedBySocket()).isEqualTo(1);
    }

    @Test
    void aPortInUseIsRefused() throws IOException {
        try (MediaLoop first = new MediaLoop("first", MediaPorts.udp(ANY), Clock.SYSTEM)) {
            assertThatThrownBy(() -> new MediaLoop("second", MediaPorts.udp(first.local()), Clock.SYSTEM))
                    .isInstanceOf(IOException.class);
        }
    }
}
