package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Offer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A page in Chromium takes our offer and gets its own sound, picture and messages back; skipped without a browser. */
class ChromiumTest {
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final CompletableFuture<String> done = new CompletableFuture<>();

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
        try (MirrorEndpoint endpoint = new MirrorEndpoint(options);
                TestPage page =
                        new TestPage(TestPage.resource("mirror.html"), (path, body) -> act(endpoint, path, body))) {
            try {
                page.show(
                        profile, "", done, 150, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
            } catch (TimeoutException e) {
                fail("%s %s %s".formatted(results, endpoint.events(), endpoint.packets), e);
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

    private String act(MirrorEndpoint endpoint, String[] path, String body) {
        switch (path[0]) {
            case "offer" -> {
                return endpoint.offer();
            }
            case "restart" -> {
                return endpoint.restart();
            }
            case "answer" -> {
                if (!(endpoint.answer(body) instanceof Answer)) {
                    throw new IllegalArgumentException("the answer does not fit");
                }
            }
            case "result" -> {
                results.put(path[1], body);
                if (path[1].equals("done") || path[1].equals("error")) {
                    done.complete(path[1]);
                }
            }
            default -> throw new IllegalArgumentException(path[0]);
        }
        return "";
    }
}
