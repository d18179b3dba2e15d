package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import lectern.bridge.AudienceTable;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.bridge.ice.TurnServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Chromium sends a camera and sees it again over each kind of path, and only over that one. */
@Timeout(120)
class ReachInChromiumTest {
    private static final Path COTURN = Path.of("/usr/bin/turnserver");
    private static final String SECRET = "a-secret-of-this-test";

    @TempDir
    Path folder;

    private final ConcurrentHashMap<String, CompletableFuture<String>> results = new ConcurrentHashMap<>();

    @Test
    void mediaFlowsOverTcpAlone() throws Exception {
        String result = connect(InetAddress.getLoopbackAddress(), "tcp", "[]");
        assertThat(result).startsWith("connected tcp/");
        assertThat(frames(result)).isGreaterThan(20);
    }

    @Test
    void mediaFlowsOverIpv6Alone() throws Exception {
        byte[] one = new byte[16];
        one[15] = 1;
        String result = connect(InetAddress.getByAddress(one), "udp", "[]");
        assertThat(result).startsWith("connected udp/").contains("remote=::1");
        assertThat(frames(result)).isGreaterThan(20);
    }

    @Test
    void mediaFlowsThroughARelayAloneForWhoHasACredential() throws Exception {
        int port = freePort();
        Process relay = coturn(port);
        try {
            TurnServers servers = new TurnServers(
                    List.of("turn:127.0.0.1:" + port + "?transport=udp"), SECRET, Duration.ofMinutes(10));
            String good = ice(servers.issue("ada", Instant.now()).get(0), "");
            String result = connect(InetAddress.getLoopbackAddress(), "relay", good);
            assertThat(result).startsWith("connected udp/relay");
            assertThat(frames(result)).isGreaterThan(20);
            String expired =
                    ice(servers.issue("ada", Instant.now().minusSeconds(3600)).get(0), "");
            assertThat(connect(InetAddress.getLoopbackAddress(), "relay", expired))
                    .isEqualTo("refused 401");
            String forged = ice(servers.issue("ada", Instant.now()).get(0), "x");
            assertThat(connect(InetAddress.getLoopbackAddress(), "relay", forged))
                    .isEqualTo("refused 401");
        } finally {
            relay.destroy();
            relay.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static int frames(String result) {
        return Integer.parseInt(result.replaceFirst(".*frames=([0-9]+).*", "$1"));
    }

    private static String ice(TurnServers.Credential credential, String spoilt) {
        return "[{\"urls\":[\"" + credential.urls().get(0) + "\"],\"username\":\"" + credential.username()
                + "\",\"credential\":\"" + spoilt + credential.credential() + "\"}]";
    }

    private String connect(InetAddress address, String only, String ice) throws Exception {
        BridgeSettings settings = new BridgeSettings(BridgeSettings.Reach.loopback(address), 1, 10, 300, 1500);
        CompletableFuture<String> result = new CompletableFuture<>();
        String run = "run" + results.size();
        results.put(run, result);
        try (Bridge bridge = new EmbeddedBridge(settings)) {
            Conference conference = bridge.open("reach", new ConferenceListener() {});
            try (TestPage page = new TestPage(page(run, only, ice), (path, body) -> act(conference, path, body))) {
                return page.show(Files.createTempDirectory(folder, "profile"), "", result, 60);
            }
        }
    }

    private String act(Conference conference, String[] path, String body) throws Exception {
        switch (path[0]) {
            case "join" -> {
                Set<String> both = Set.of("ann", "ben");
                AudienceTable.Row row = new AudienceTable.Row(both, both, both);
                conference
                        .audience(new AudienceTable(Map.of("ann", row, "ben", row), AudienceTable.Row.NOTHING))
                        .get();
                return conference.join(path[1], new Conference.Slots(1, 2)).get();
            }
            case "answer" -> conference.answer(path[1], body).get();
            case "result" -> Objects.requireNonNull(results.get(path[1])).complete(body);
            default -> throw new IllegalArgumentException(path[0]);
        }
        return "";
    }

    private static String page(String run, String only, String ice) throws IOException {
        return TestPage.resource("reach.html")
                .replace("\"RUN\"", "\"" + run + "\"")
                .replace("\"ONLY\"", "\"" + only + "\"")
                .replace("\"ICE\"", ice);
    }

    /** As docs/operations.md has it, but that the only allowed peer is the loopback address here. */
    private Process coturn(int port) throws IOException {
        assertThat(COTURN).as("this needs the package coturn").isExecutable();
        Path config = Files.writeString(folder.resolve("turnserver.conf"), """
                listening-ip=127.0.0.1
                relay-ip=127.0.0.1
                listening-port=%d
                use-auth-secret
                static-auth-secret=%s
                realm=lectern
                fingerprint
                no-tcp-relay
                no-tls
                no-dtls
                no-cli
                no-multicast-peers
                allow-loopback-peers
                allowed-peer-ip=127.0.0.1
                denied-peer-ip=0.0.0.0-126.255.255.255
                denied-peer-ip=128.0.0.0-255.255.255.255
                denied-peer-ip=::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
                pidfile=%s
                userdb=%s
                log-file=stdout
                """.formatted(
                        port, SECRET, folder.resolve("turn.pid"), folder.resolve("turn.db")));
        return new ProcessBuilder(COTURN.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("coturn.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return socket.getLocalPort();
        }
    }
}
