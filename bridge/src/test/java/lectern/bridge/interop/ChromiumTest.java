package lectern.bridge.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Offer;
import lectern.bridge.sdp.ParsedAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page in Chromium takes our offer and gets its own sound, picture and messages back; skipped without a browser. */
class ChromiumTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final CountDownLatch done = new CountDownLatch(1);

    @Test
    @Timeout(180)
    void chromiumSendsAndReceivesMediaAndMessages(@TempDir Path profile) throws Exception {
        run(profile, new Offer.Options(false, false));
    }

    @Test
    @Timeout(180)
    void chromiumTakesTheOptionsToo(@TempDir Path profile) throws Exception {
        run(profile, new Offer.Options(true, true));
    }

    private void run(Path profile, Offer.Options options) throws Exception {
        assertThat(CHROMIUM).as("install Debian's chromium").isExecutable();
        try (MirrorEndpoint endpoint = new MirrorEndpoint(options)) {
            HttpServer web = serve(endpoint);
            Process browser =
                    browse(profile, "http://localhost:" + web.getAddress().getPort() + "/");
            try {
                assertThat(done.await(150, TimeUnit.SECONDS))
                        .as("%s %s %s", results, endpoint.events(), endpoint.packets)
                        .isTrue();
            } finally {
                browser.destroy();
                browser.waitFor(10, TimeUnit.SECONDS);
                web.stop(0);
            }
            assertThat(results).as("%s %s", endpoint.events(), endpoint.packets).doesNotContainKey("error");
            assertThat(results.get("echo")).isEqualTo("HELLO");
            assertThat(results.get("large")).isEqualTo("60000");
            assertThat(Integer.parseInt(results.get("frames"))).isGreaterThan(20);
            assertThat(Double.parseDouble(results.get("energy"))).isGreaterThan(0);
            assertThat(results.get("restarted")).isEqualTo("HELLO AGAIN");
            assertThat(results.get("flood")).isEqualTo("true");
            assertThat(endpoint.count("held back"))
                    .as("the send buffer was full")
                    .isPositive();
            assertThat(results.get("200kB")).isEqualTo("TypeError");
            assertThat(results.get("afterwards")).isEqualTo("AFTER ALL");
            assertThat(results.get("streams")).as("one stream, used again").isEqualTo("1");
            assertThat(endpoint.count("cam/l")).isPositive();
            assertThat(endpoint.count("refused")).isZero();
        }
    }

    private Process browse(Path profile, String url) throws IOException {
        return new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--no-first-run",
                        "--user-data-dir=" + profile,
                        "--use-fake-device-for-media-stream",
                        "--use-fake-ui-for-media-stream",
                        "--autoplay-policy=no-user-gesture-required",
                        "--allow-loopback-in-peer-connection",
                        "--disable-features=WebRtcHideLocalIpsWithMdns",
                        url)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private HttpServer serve(MirrorEndpoint endpoint) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> reply(exchange, 200, "text/html", page()));
        web.createContext("/offer", exchange -> reply(exchange, 200, "application/sdp", endpoint.offer()));
        web.createContext("/restart", exchange -> reply(exchange, 200, "application/sdp", endpoint.restart()));
        web.createContext("/answer", exchange -> {
            ParsedAnswer parsed =
                    endpoint.answer(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            boolean fits = parsed instanceof Answer;
            reply(exchange, fits ? 200 : 400, "text/plain", fits ? "" : parsed.toString());
        });
        web.createContext("/result/", exchange -> {
            String name = exchange.getRequestURI().getPath().substring("/result/".length());
            results.put(name, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            reply(exchange, 200, "text/plain", "");
            if (name.equals("done") || name.equals("error")) {
                done.countDown();
            }
        });
        web.start();
        return web;
    }

    private static String page() throws IOException {
        try (InputStream page = ChromiumTest.class.getResourceAsStream("mirror.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), UTF_8);
        }
    }

    private static void reply(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
