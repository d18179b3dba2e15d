package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
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
            Conference conference = bridge.open("class", new ConferenceListener() {});
            try (TestPage page =
                    new TestPage(TestPage.resource("publisher.html"), (path, body) -> act(conference, path, body))) {
                return page.show(profile, query, done, 100);
            }
        }
    }

    private String act(Conference conference, String[] path, String body) throws Exception {
        switch (path[0]) {
            case "join" -> {
                return conference.join("ann", new Conference.Slots(1, 1)).get();
            }
            case "answer" -> conference.answer("ann", body).get();
            case "done" -> done.complete(body);
            default -> throw new IllegalArgumentException(path[0]);
        }
        return "";
    }
}
