package lectern.bridge.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReceiveBatchTest {
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private static final int STRANGER = 9;

    private final ReceiveBatch batch = new ReceiveBatch(100);
    private final List<String> handled = new ArrayList<>();
    private final Map<Integer, Integer> sent = new HashMap<>();

    private static UdpPath path(int sender) {
        return new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1_000 + sender));
    }

    /** Notes who sent what, as sender and number of the sender's packet. */
    private final PacketHandler target = new PacketHandler() {
        @Override
        public void receive(byte[] buffer, int length, Path from, long now) {
            assertThat(from).isEqualTo(path(buffer[0]));
            assertThat(length).isEqualTo(10 + buffer[0]);
            handled.add(buffer[0] + "." + buffer[1]);
        }

        @Override
        public boolean expects(Path from) {
            return !from.equals(path(STRANGER));
        }

        @Override
        public void gone(Path path) {}

        @Override
        public void tick(long now) {}

        @Override
        public void closed() {}
    };

    private void arrive(int sender, int count) {
        for (int i = 0; i < count; i++) {
            int number = sent.merge(sender, 1, Integer::sum);
            byte[] packet = batch.next();
            packet[0] = (byte) sender;
            packet[1] = (byte) number;
            batch.add(10 + sender, path(sender), sender);
        }
    }

    private void handle() throws IOException {
        handled.clear();
        try (MediaLoop loop = new MediaLoop("batch", MediaPorts.udp(ANY), Clock.SYSTEM)) {
            batch.handle(loop, target);
        }
        sent.clear();
    }

    @Test
    void whatFitsIntoASharePassesAsItCame() throws IOException {
        arrive(1, 2);
        arrive(STRANGER, 1);
        arrive(2, 1);
        handle();
        assertThat(handled).containsExactly("1.1", "1.2", STRANGER + ".1", "2.1");
    }

    @Test
    void aFloodWaitsForTheOthersAndKeepsItsOrder() throws IOException {
        arrive(1, 40);
        arrive(2, 2);
        arrive(1, 40);
        arrive(3, 1);
        handle();
        assertThat(handled).hasSize(83).doesNotHaveDuplicates();
        assertThat(handled.subList(0, ReceiveBatch.SHARE)).allMatch(packet -> packet.startsWith("1."));
        assertThat(handled.subList(ReceiveBatch.SHARE, ReceiveBatch.SHARE + 3)).containsExactly("2.1", "2.2", "3.1");
        assertThat(handled.get(82)).isEqualTo("1.80");
    }

    @Test
    void strangersComeLast() throws IOException {
        arrive(STRANGER, 50);
        arrive(1, 1);
        handle();
        assertThat(handled.get(0)).isEqualTo("1.1");
        assertThat(handled.get(1)).isEqualTo(STRANGER + ".1");
    }

    @Test
    void everyPacketIsHandledOnceAndEachSendersInOrderWhateverComes() throws IOException {
        Random random = new Random(4);
        for (int round = 0; round < 100; round++) {
            int senders = 1 + random.nextInt(STRANGER);
            int left = random.nextInt(ReceiveBatch.CAPACITY + 1);
            Map<Integer, Integer> expected = new HashMap<>();
            while (left > 0) {
                int sender = 1 + random.nextInt(senders);
                int count = Math.min(left, 1 + random.nextInt(20));
                count = Math.min(count, 120 - expected.getOrDefault(sender, 0));
                if (count == 0) {
                    break;
                }
                arrive(sender, count);
                expected.merge(sender, count, Integer::sum);
                left -= count;
            }
            handle();
            assertThat(handled).doesNotHaveDuplicates();
            expected.forEach((sender, count) -> {
                List<String> own = handled.stream()
                        .filter(packet -> packet.startsWith(sender + "."))
                        .toList();
                assertThat(own).hasSize(count);
                for (int i = 0; i < count; i++) {
                    assertThat(own.get(i)).isEqualTo(sender + "." + (i + 1));
                }
            });
        }
    }

    /** With sockets: while the loop is busy a flood queues up before somebody's packet. */
    @Test
    void aLoopHandlesAPacketBeforeTheFloodThatCameFirst() throws Exception {
        List<Integer> order = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(101);
        Set<Integer> one = Set.of(100);
        try (MediaLoop loop = new MediaLoop("flooded", MediaPorts.udp(ANY), Clock.SYSTEM);
                DatagramSocket rogue = new DatagramSocket(ANY);
                DatagramSocket other = new DatagramSocket(ANY)) {
            loop.start(new PacketHandler() {
                @Override
                public void receive(byte[] buffer, int length, Path from, long now) {
                    order.add((int) buffer[0]);
                    all.countDown();
                }

                @Override
                public void gone(Path path) {}

                @Override
                public void tick(long now) {}

                @Override
                public void closed() {}
            });
            CountDownLatch busy = new CountDownLatch(1);
            CountDownLatch sent = new CountDownLatch(1);
            loop.execute(() -> {
                busy.countDown();
                try {
                    assertThat(sent.await(30, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(busy.await(30, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100; i++) {
                rogue.send(new DatagramPacket(new byte[] {(byte) i}, 1, loop.local()));
            }
            other.send(new DatagramPacket(new byte[] {100}, 1, loop.local()));
            sent.countDown();
            assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(order.indexOf(100)).isEqualTo(ReceiveBatch.SHARE);
        assertThat(order.stream().filter(packet -> !one.contains(packet))).isSorted();
    }
}
