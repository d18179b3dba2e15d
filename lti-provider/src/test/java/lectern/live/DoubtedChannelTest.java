package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lectern.TestSite;
import lectern.classroom.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client whose network changed: its data channel is open still, and what is said there may never arrive. */
class DoubtedChannelTest {
    @TempDir
    Path folder;

    private TestSite site;
    private TestPage ada;
    private TestPage cyd;
    private String token;

    @BeforeEach
    void aClassWithChannels() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
        ada = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, true));
        ada.next("offer");
        token = site.seat(TestSite.OPTICS, 3, false);
        cyd = TestPage.hello(site, token);
        cyd.next("offer");
        site.media().channels(true);
        site.media().tell().channelOpened("cyd");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void assertOnTheChannelAgain(TestPage page) {
        site.media().tell().message("cyd", "{\"type\":\"hand\",\"up\":true}");
        TestSite.await(
                "the channel", () -> site.media().sent().stream().anyMatch(t -> t.contains("\"queue\":[\"cyd\"]")));
        assertThat(page.untilNow()).noneMatch(m -> m.path("type").asText().equals("hands"));
    }

    @Test
    void whoComesBackIsToldOverTheSocketUntilTheChannelIsHeardAgain() {
        TestPage back = TestPage.resume(site, token);
        back.next("state");
        ada.ask("\"type\":\"hand\",\"up\":true");
        assertThat(back.next("hands").path("queue")).hasSize(1);
        ada.ask("\"type\":\"hand\",\"up\":false");
        assertThat(back.next("hands").path("queue")).isEmpty();
        assertOnTheChannelAgain(back);
    }

    @Test
    void whoAsksForARestartIsToldOverTheSocketUntilTheChannelIsHeardAgain() {
        assertThat(cyd.ask("\"type\":\"restart\"")).isEqualTo("ok");
        ada.ask("\"type\":\"hand\",\"up\":true");
        assertThat(cyd.next("hands").path("queue")).hasSize(1);
        ada.ask("\"type\":\"hand\",\"up\":false");
        assertThat(cyd.next("hands").path("queue")).isEmpty();
        assertOnTheChannelAgain(cyd);
    }

    @Test
    void theStateIsFollowedByWhoIsInTheSlots() {
        site.media().tell().slots("cyd", 7, List.of(new Media.Slot("v0", "ada", "camera", false)));
        TestSite.await("the slots", () -> site.media().sent().stream().anyMatch(t -> t.contains("\"slots\"")));
        TestPage back = TestPage.resume(site, token);
        back.next("state");
        JsonNode slots = back.next("slots");
        assertThat(slots.path("revision").asLong()).isEqualTo(7);
        assertThat(slots.path("slots").get(0).path("person").asText()).isEqualTo("ada");
    }
}
