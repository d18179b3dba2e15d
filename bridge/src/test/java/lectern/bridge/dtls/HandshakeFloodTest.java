package lectern.bridge.dtls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** ClientHellos, whole and in pieces, of people who never go on: the next class's handshakes are none the slower. */
@Timeout(120)
class HandshakeFloodTest {
    private static final int THREADS = 8;
    private static final int FLOODERS = 60;

    private final DtlsIdentity identity = DtlsIdentity.create(new SecureRandom(), Instant.now());
    /** Nobody who waits is freed by time within this test. */
    private final DtlsHandshakes handshakes = new DtlsHandshakes(THREADS, Duration.ofHours(1));

    private final ExecutorService loop = Executors.newSingleThreadExecutor();

    @AfterEach
    void stop() {
        loop.shutdownNow();
        handshakes.close();
    }

    /** One end; touched on the loop only. */
    private final class End implements DtlsListener {
        final CountDownLatch done = new CountDownLatch(1);
        final AtomicInteger sent = new AtomicInteger();

        @Nullable
        DtlsConnection connection;

        @Nullable
        End peer;

        byte @Nullable [] hello;

        @Override
        public void send(byte[] buffer, int offset, int length) {
            byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
            hello = hello == null ? datagram : hello;
            sent.incrementAndGet();
            End to = peer;
            if (to != null) {
                loop.execute(() -> to.take(datagram));
            }
        }

        void take(byte[] datagram) {
            DtlsConnection open = connection;
            if (open != null) {
                open.receive(datagram, 0, datagram.length);
            }
        }

        @Override
        public void established(SrtpProfile profile, SrtpKeys keys) {
            done.countDown();
        }

        @Override
        public void data(byte[] buffer, int offset, int length) {}

        @Override
        public void closed(String reason) {}
    }

    private End server(DtlsHandshakes.Share share) {
        End end = new End();
        DtlsConnection connection = DtlsConnection.server(identity, share, loop, end);
        end.connection = connection;
        loop.execute(() -> connection.start(List.of(identity.fingerprint())));
        return end;
    }

    private void connect(End server, DtlsHandshakes.Share share) {
        End client = new End();
        client.peer = server;
        server.peer = client;
        DtlsConnection connection = DtlsConnection.client(identity, share, loop, client);
        client.connection = connection;
        loop.execute(() -> connection.start(List.of(identity.fingerprint())));
    }

    /** A real ClientHello, of a client that nobody answers. */
    private byte[] hello(DtlsHandshakes.Share share) throws Exception {
        End client = new End();
        DtlsConnection connection = DtlsConnection.client(identity, share, loop, client);
        loop.execute(() -> connection.start(List.of(identity.fingerprint())));
        while (client.sent.get() == 0) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return loop.submit(() -> java.util.Objects.requireNonNull(client.hello)).get();
    }

    /** The hello's first bytes as a fragment of their own (RFC 6347 §4.2.3). */
    private static byte[] piece(byte[] hello, int bytes) {
        byte[] piece = Arrays.copyOf(hello, 25 + bytes);
        ByteBuffer.wrap(piece).putShort(11, (short) (12 + bytes));
        piece[22] = 0;
        piece[23] = (byte) (bytes >> 8);
        piece[24] = (byte) bytes;
        return piece;
    }

    @Test
    void anotherClassConnectsWhileOneIsFloodedWithWholeAndBrokenHellos() throws Exception {
        try (DtlsHandshakes others = new DtlsHandshakes(8, Duration.ofHours(1))) {
            byte[] hello = hello(others.share());
            DtlsHandshakes.Share flooded = handshakes.share();
            List<End> silent = new ArrayList<>();
            for (int i = 0; i < FLOODERS; i++) {
                End end = server(flooded);
                silent.add(end);
                byte[] first = i % 2 == 0 ? hello : piece(hello, 40);
                for (int k = 0; k < 50; k++) {
                    loop.execute(() -> end.take(first));
                }
            }
            DtlsHandshakes.Share calm = handshakes.share();
            for (int i = 0; i < 10; i++) {
                End end = server(calm);
                connect(end, others.share());
                assertThat(end.done.await(100, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(silent).allMatch(end -> end.done.getCount() == 1);
        }
    }

    @Test
    void aShareLeavesRoomForOneMoreAndThoseWhoWaitTakeTurns() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger[] running = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        for (AtomicInteger count : running) {
            DtlsHandshakes.Share share = handshakes.share();
            for (int i = 0; i < 20; i++) {
                assertThat(share.run(() -> {
                            count.incrementAndGet();
                            try {
                                end.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        }))
                        .isTrue();
            }
        }
        while (running[0].get() + running[1].get() + running[2].get() < THREADS) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
        assertThat(running[0].get()).isEqualTo(4);
        assertThat(running[1].get()).isEqualTo(2);
        assertThat(running[2].get()).isEqualTo(2);
        end.countDown();
        while (running[0].get() + running[1].get() + running[2].get() < 60) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    @Test
    void aShareIsFullOnceAWholeSchoolWaits() {
        CountDownLatch never = new CountDownLatch(1);
        DtlsHandshakes.Share share = handshakes.share();
        int taken = 0;
        for (int i = 0; i < 2_000; i++) {
            taken += share.run(() -> {
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    })
                    ? 1
                    : 0;
        }
        assertThat(taken).isEqualTo(DtlsHandshakes.Share.WAITING + THREADS / 2);
    }

    @Test
    void aMessageThatIsSaidToBeHugeIsNotPutTogether() throws Exception {
        try (DtlsHandshakes others = new DtlsHandshakes(2, Duration.ofHours(1))) {
            byte[] hello = hello(others.share());
            assertThat(HandshakeScreen.admits(hello, 0, hello.length)).isTrue();
            byte[] piece = piece(hello, 40);
            assertThat(HandshakeScreen.admits(piece, 0, piece.length)).isTrue();
            byte[] huge = piece.clone();
            huge[14] = (byte) 0xFF;
            assertThat(HandshakeScreen.admits(huge, 0, huge.length)).isFalse();
            byte[] behind = ByteBuffer.allocate(piece.length + huge.length)
                    .put(piece)
                    .put(huge)
                    .array();
            assertThat(HandshakeScreen.admits(behind, 0, behind.length)).isFalse();
            huge[4] = 1;
            assertThat(HandshakeScreen.admits(huge, 0, huge.length))
                    .as("encrypted: looked at once it is decrypted")
                    .isTrue();
            assertThat(HandshakeScreen.messages(huge, 13, huge.length - 13)).isFalse();
        }
    }
}
