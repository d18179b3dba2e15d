package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
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
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
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
        assertThat(CHROMIUM).as("this needs the package chromium").isExecutable();
        BridgeSettings settings = new BridgeSettings(BridgeSettings.Reach.loopback(address), 1, 10, 300, 1500);
        CompletableFuture<String> result = new CompletableFuture<>();
        String run = "run" + results.size();
        results.put(run, result);
        try (Bridge bridge = new EmbeddedBridge(settings)) {
            Conference conference = bridge.open("reach", new Silent());
            HttpServer web = serve(conference, page(run, only, ice));
            Process browser = browse(Files.createTempDirectory(folder, "profile"), web);
            try {
                return result.get(60, TimeUnit.SECONDS);
            } finally {
                browser.destroy();
                browser.waitFor(10, TimeUnit.SECONDS);
                web.stop(0);
            }
        }
    }

    private static final class Silent implements ConferenceListener {}

    private HttpServer serve(Conference conference, String page) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            String[] path = exchange.getRequestURI().getPath().split("/", -1);
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            try {
                reply(exchange, 200, act(conference, path, body, page));
            } catch (Exception e) {
                reply(exchange, 400, e.toString());
            }
        });
        web.start();
        return web;
    }

    private String act(Conference conference, String[] path, String body, String page) throws Exception {
        switch (path[1]) {
            case "" -> {
                return page;
            }
            case "join" -> {
                Set<String> both = Set.of("ann", "ben");
                AudienceTable.Row row = new AudienceTable.Row(both, both, both);
                conference
                        .audience(new AudienceTable(Map.of("ann", row, "ben", row), AudienceTable.Row.NOTHING))
                        .get();
                return conference.join(path[2], new Conference.Slots(1, 2)).get();
            }
            case "answer" -> conference.answer(path[2], body).get();
            case "result" -> Objects.requireNonNull(results.get(path[2])).complete(body);
            default -> throw new IllegalArgumentException(path[1]);
        }
        return "";
    }

    private static String page(String run, String only, String ice) throws IOException {
        try (InputStream page = ReachInChromiumTest.class.getResourceAsStream("reach.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), UTF_8)
                    .replace("\"RUN\"", "\"" + run + "\"")
                    .replace("\"ONLY\"", "\"" + only + "\"")
                    .replace("\"ICE\"", ice);
        }
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    private static Process browse(Path profile, HttpServer web) throws IOException {
        return new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--user-data-dir=" + profile,
                        "--autoplay-policy=no-user-gesture-required",
                        "--allow-loopback-in-peer-connection",
                        "--disable-features=WebRtcHideLocalIpsWithMdns",
                        "--disable-background-networking",
                        "http://localhost:" + web.getAddress().getPort() + "/")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
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
