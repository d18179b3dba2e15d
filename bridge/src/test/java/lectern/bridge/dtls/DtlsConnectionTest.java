package lectern.bridge.dtls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server and a client over a pipe in memory that may lose and reorder. */
@Timeout(120)
class DtlsConnectionTest {
    private final DtlsIdentity serverIdentity = DtlsIdentity.create(new SecureRandom(), Instant.now());
    private final DtlsIdentity clientIdentity = DtlsIdentity.create(new SecureRandom(), Instant.now());
    private final DtlsHandshakes handshakes = new DtlsHandshakes(4, Duration.ofSeconds(60));
    private final ScheduledExecutorService loop = Executors.newSingleThreadScheduledExecutor();
    private final Random random = new Random(3);
    private double loss;

    /** One side and what it heard; touched on the loop only. */
    private final class Side implements DtlsListener {
        final List<String> data = new ArrayList<>();

        @Nullable
        DtlsConnection connection;

        @Nullable
        Side peer;

        @Nullable
        SrtpProfile profile;

        @Nullable
        SrtpKeys keys;

        String closed = "";

        @Override
        public void send(byte[] buffer, int offset, int length) {
            byte[] datagram = Arrays.copyOfRange(buffer, offset, offset + length);
            Side to = peer;
            if (to != null && random.nextDouble() >= loss) {
                long delay = loss == 0 ? 0 : random.nextInt(20);
                var unused = loop.schedule(
                        () -> {
                            if (to.connection != null) {
                                to.connection.receive(datagram, 0, datagram.length);
                            }
                        },
                        delay,
                        TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public void established(SrtpProfile chosen, SrtpKeys exported) {
            profile = chosen;
            keys = exported;
        }

        @Override
        public void data(byte[] buffer, int offset, int length) {
            data.add(new String(buffer, offset, length, UTF_8));
        }

        @Override
        public void closed(String reason) {
            closed = reason;
        }
    }

    private final Side server = new Side();
    private final Side client = new Side();

    private void connect(Fingerprint ofClient, Fingerprint ofServer, SrtpProfile... offered) {
        server.peer = client;
        client.peer = server;
        server.connection = DtlsConnection.server(serverIdentity, handshakes.share(), loop, server);
        client.connection = DtlsConnection.client(clientIdentity, handshakes.share(), loop, client, offered);
        DtlsConnection passive = server.connection;
        DtlsConnection active = client.connection;
        loop.execute(() -> passive.start(List.of(ofClient)));
        loop.execute(() -> active.start(List.of(ofServer)));
    }

    private void connect(SrtpProfile... offered) {
        connect(clientIdentity.fingerprint(), serverIdentity.fingerprint(), offered);
    }

    private void until(BooleanSupplier holds) throws Exception {
        while (!loop.submit(holds::getAsBoolean).get()) {
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private void say(Side from, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        DtlsConnection connection = from.connection;
        loop.execute(() -> {
            if (connection != null) {
                connection.send(bytes, 0, bytes.length);
            }
        });
    }

    @AfterEach
    void stop() {
        loop.shutdownNow();
        handshakes.close();
    }

    @ParameterizedTest
    @EnumSource
    void bothSidesHaveTheSameKeysAndExchangeData(SrtpProfile profile) throws Exception {
        connect(profile);
        until(() -> server.keys != null && client.keys != null);
        assertThat(server.profile).isEqualTo(profile).isEqualTo(client.profile);
        SrtpKeys ours = requireNonNull(server.keys);
        SrtpKeys theirs = requireNonNull(client.keys);
        assertThat(ours.localKey()).isEqualTo(theirs.remoteKey()).isNotEqualTo(theirs.localKey());
        assertThat(ours.remoteSalt()).isEqualTo(theirs.localSalt()).hasSize(profile.saltLength());
        say(client, "up");
        say(server, "down");
        until(() -> server.data.contains("up") && client.data.contains("down"));
    }

    @Test
    void gcmIsChosenWhenBothAreOffered() throws Exception {
        connect(SrtpProfile.AES128_CM_HMAC_SHA1_80, SrtpProfile.AEAD_AES_128_GCM);
        until(() -> server.keys != null);
        assertThat(server.profile).isEqualTo(SrtpProfile.AEAD_AES_128_GCM);
    }

    @Test
    void aClientWithAnotherCertificateIsRefused() throws Exception {
        connect(serverIdentity.fingerprint(), serverIdentity.fingerprint());
        until(() -> !server.closed.isEmpty() && !client.closed.isEmpty());
        assertThat(server.keys).isNull();
        assertThat(client.keys).isNull();
        assertThat(server.closed).contains("bad_certificate");
    }

    @Test
    void aServerWithAnotherCertificateIsRefused() throws Exception {
        connect(clientIdentity.fingerprint(), clientIdentity.fingerprint());
        until(() -> !server.closed.isEmpty() && !client.closed.isEmpty());
        assertThat(client.keys).isNull();
        assertThat(client.closed).contains("bad_certificate");
    }

    @Test
    void theHandshakeSurvivesLossAndReordering() throws Exception {
        loss = 0.2;
        connect();
        until(() -> server.keys != null && client.keys != null);
        loss = 0;
        say(client, "through");
        until(() -> server.data.contains("through"));
    }

    @Test
    void aClientHelloBeforeTheAnswerWaitsForIt() throws Exception {
        server.peer = client;
        client.peer = server;
        DtlsConnection passive = DtlsConnection.server(serverIdentity, handshakes.share(), loop, server);
        DtlsConnection active = DtlsConnection.client(clientIdentity, handshakes.share(), loop, client);
        server.connection = passive;
        client.connection = active;
        loop.execute(() -> active.start(List.of(serverIdentity.fingerprint())));
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(server.keys).isNull();
        loop.execute(() -> passive.start(List.of(clientIdentity.fingerprint())));
        until(() -> server.keys != null && client.keys != null);
    }

    @Test
    void closingTellsThePeer() throws Exception {
        connect();
        until(() -> server.keys != null && client.keys != null);
        DtlsConnection active = requireNonNull(client.connection);
        loop.execute(active::close);
        until(() -> !server.closed.isEmpty());
        assertThat(server.closed).contains("peer closed");
        assertThat(client.closed).isEmpty();
        assertThat(active.send(new byte[1], 0, 1)).isFalse();
    }

    @Test
    void aHandshakeThatNobodyAnswersEnds() throws Exception {
        try (DtlsHandshakes impatient = new DtlsHandshakes(1, Duration.ofMillis(500))) {
            DtlsConnection lonely = DtlsConnection.client(clientIdentity, impatient.share(), loop, client);
            client.connection = lonely;
            loop.execute(() -> lonely.start(List.of(serverIdentity.fingerprint())));
            until(() -> !client.closed.isEmpty());
            assertThat(client.closed).contains("DTLS failed");
        }
    }

    @Test
    void noiseAfterTheHandshakeIsDropped() throws Exception {
        connect();
        until(() -> server.keys != null && client.keys != null);
        DtlsConnection passive = requireNonNull(server.connection);
        loop.submit(() -> {
                    for (int n = 0; n < 5_000; n++) {
                        byte[] noise = new byte[random.nextInt(200)];
                        random.nextBytes(noise);
                        if (noise.length > 13) {
                            noise[0] = (byte) (20 + random.nextInt(6));
                            noise[1] = (byte) 0xFE;
                            noise[2] = (byte) 0xFD;
                            noise[4] = 1;
                        }
                        passive.receive(noise, 0, noise.length);
                    }
                })
                .get();
        say(client, "still there");
        until(() -> server.data.contains("still there"));
        assertThat(server.closed).isEmpty();
    }

    @Test
    void manyHandshakesShareFewThreads() throws Exception {
        List<Side> sides = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            Side passive = new Side();
            Side active = new Side();
            passive.peer = active;
            active.peer = passive;
            DtlsConnection waits = DtlsConnection.server(serverIdentity, handshakes.share(), loop, passive);
            passive.connection = waits;
            sides.add(passive);
            loop.execute(() -> waits.start(List.of(clientIdentity.fingerprint())));
        }
        try (DtlsHandshakes own = new DtlsHandshakes(12, Duration.ofSeconds(60))) {
            for (Side passive : sides) {
                Side active = requireNonNull(passive.peer);
                DtlsConnection asks = DtlsConnection.client(clientIdentity, own.share(), loop, active);
                active.connection = asks;
                loop.execute(() -> asks.start(List.of(serverIdentity.fingerprint())));
            }
            until(() -> sides.stream().allMatch(side -> side.keys != null));
        }
    }
}
