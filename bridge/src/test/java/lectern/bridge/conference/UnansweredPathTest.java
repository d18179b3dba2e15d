package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.dtls.DtlsConnection;
import lectern.bridge.dtls.DtlsHandshakes;
import lectern.bridge.dtls.DtlsIdentity;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.net.Clock;
import lectern.bridge.net.MediaLoop;
import lectern.bridge.net.MediaPorts;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Candidate;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real handshake over sockets with a client that does not, and then does, answer the bridge's check. */
@Timeout(60)
class UnansweredPathTest implements DtlsListener {
    private final SecureRandom random = new SecureRandom();
    private final DtlsIdentity identity = DtlsIdentity.create(random, Instant.now());
    private final DtlsHandshakes handshakes = new DtlsHandshakes(4, Duration.ofSeconds(50));
    private final ExecutorService client = Executors.newSingleThreadExecutor();
    private final CompletableFuture<SrtpKeys> keys = new CompletableFuture<>();
    private final InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    private final MediaLoop loop = new MediaLoop("unanswered", MediaPorts.udp(any), Clock.SYSTEM);
    private final DatagramSocket socket = new DatagramSocket(any);
    private final byte[] buffer = new byte[2048];
    private final DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    private long sent;
    private long came;
    private boolean answers;

    UnansweredPathTest() throws IOException {}

    @AfterEach
    void stop() {
        client.shutdownNow();
        handshakes.close();
        loop.close();
        socket.close();
    }

    private IceCredentials join() throws Exception {
        BridgeSettings settings = BridgeSettings.loopback();
        LoopContext context = new LoopContext(
                Clock.SYSTEM,
                loop,
                SecureChannel.dtls(identity, handshakes, loop),
                random,
                settings,
                List.of(Candidate.udp(loop.local())));
        Switchboard switchboard = new Switchboard();
        ConferenceState conference = new ConferenceState(
                new ConferenceState.Opening("class", ConferenceSettings.DEFAULT, new Simulation(1)),
                context,
                switchboard);
        loop.start(switchboard);
        CompletableFuture<IceCredentials> joined = new CompletableFuture<>();
        loop.execute(() -> {
            conference.begin();
            conference.join("ann", new Conference.Slots(1, 1));
            Endpoint ann = conference.endpoint("ann");
            IceCredentials own = new IceCredentials("peer", SimCheck.PASSWORD);
            ann.answered(new Answer(own, List.of(identity.fingerprint()), Map.of(), 5000, 65_536));
            joined.complete(ann.offer().ice());
        });
        return joined.get(30, TimeUnit.SECONDS);
    }

    private void sends(byte[] datagram) {
        sent += datagram.length;
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, loop.local()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes what comes for a while, checking connectivity every 100 ms. */
    private void live(IceCredentials theirs, DtlsConnection dtls, int rounds) throws Exception {
        socket.setSoTimeout(100);
        for (int i = 0; i < rounds && !keys.isDone(); i++) {
            client.submit(() -> sends(SimCheck.request(random, theirs, 1))).get();
            while (!keys.isDone() && received()) {
                byte[] datagram = Arrays.copyOf(buffer, packet.getLength());
                client.submit(() -> take(datagram, dtls)).get();
            }
        }
    }

    private boolean received() throws IOException {
        try {
            socket.receive(packet);
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    private void take(byte[] datagram, DtlsConnection dtls) {
        came += datagram.length;
        byte[] answer = SimCheck.answer(datagram, datagram.length, loop.local());
        if (answer != null && answers) {
            sends(answer);
        } else if (datagram[0] >= 20) {
            dtls.receive(datagram, 0, datagram.length);
        }
    }

    @Test
    void theFlightWaitsUntilTheClientHasShownThatItReceives() throws Exception {
        IceCredentials theirs = join();
        DtlsConnection dtls = DtlsConnection.client(identity, handshakes.share(), client, this);
        client.execute(() -> sends(SimCheck.request(random, theirs, 1)));
        client.execute(() -> dtls.start(List.of(identity.fingerprint())));
        live(theirs, dtls, 5);
        assertThat(came).isPositive().isLessThanOrEqualTo(sent);

        answers = true;
        live(theirs, dtls, 200);
        assertThat(keys).isCompleted();
    }

    @Override
    public void send(byte[] bytes, int offset, int length) {
        sends(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    @Override
    public void established(SrtpProfile profile, SrtpKeys exported) {
        keys.complete(exported);
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {}

    @Override
    public void closed(String reason) {
        keys.completeExceptionally(new AssertionError(reason));
    }
}
