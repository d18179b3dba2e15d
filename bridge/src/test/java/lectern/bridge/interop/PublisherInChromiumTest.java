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
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.bridge.Bridge;
import lectern.bridge.BridgeSettings;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.conference.EmbeddedBridge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real sender makes of our feedback: transport-cc lets it rise at once, REMB says where it ends. */
class PublisherInChromiumTest {
    /** PublisherBudget of the default caps. */
    private static final int BUDGET_KBPS = 475;

    private final CompletableFuture<String> done = new CompletableFuture<>();

    @Test
    @Timeout(120)
    void bothLayersAreSentSoonAndTheBudgetIsKept(@TempDir Path profile) throws Exception {
        String result = run(profile, "");
        assertThat(number(result, "highMs=(\\d+)")).as(result).isBetween(1, 4_000);
        assertThat(number(result, "kbps=(\\d+)")).as(result).isBetween(50, BUDGET_KBPS);
    }

    @Test
    @Timeout(120)
    void aClientWithoutCapsOfItsOwnIsHeldByRemb(@TempDir Path profile) throws Exception {
        String result = run(profile, "?greedy");
        assertThat(number(result, "kbps=(\\d+)")).as(result).isBetween(50, BUDGET_KBPS * 6 / 5);
        assertThat(number(result, "estimates=.*,(\\d+)$")).as(result).isBetween(100, BUDGET_KBPS);
    }

    private static int number(String result, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(result);
        assertThat(matcher.find()).as(result).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private String run(Path profile, String query) throws Exception {
        try (Bridge bridge = new EmbeddedBridge(BridgeSettings.loopback())) {
            Conference conference = bridge.open("class", new Silent());
            HttpServer web = serve(conference);
            String url = "http://localhost:" + web.getAddress().getPort() + "/" + query;
            Process browser = new ProcessBuilder(
                            "/usr/bin/chromium",
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--user-data-dir=" + profile,
                            "--allow-loopback-in-peer-connection",
                            "--disable-features=WebRtcHideLocalIpsWithMdns",
                            "--disable-background-networking",
                            url)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return done.get(100, TimeUnit.SECONDS);
            } finally {
                browser.destroy();
                browser.waitFor(10, TimeUnit.SECONDS);
                web.stop(0);
            }
        }
    }

    private HttpServer serve(Conference conference) throws IOException {
        HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            try {
                reply(exchange, 200, act(conference, exchange.getRequestURI().getPath(), body));
            } catch (Exception e) {
                reply(exchange, 400, e.toString());
            }
        });
        web.start();
        return web;
    }

    private String act(Conference conference, String path, String body) throws Exception {
        switch (path) {
            case "/join" -> {
                return conference.join("ann", new Conference.Slots(1, 1)).get();
            }
            case "/answer" -> conference.answer("ann", body).get();
            case "/done" -> done.complete(body);
            default -> {
                return page();
            }
        }
        return "";
    }

    private static String page() throws IOException {
        try (InputStream page = PublisherInChromiumTest.class.getResourceAsStream("publisher.html")) {
            return new String(Objects.requireNonNull(page).readAllBytes(), UTF_8);
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

    private static final class Silent implements ConferenceListener {}
}
