package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lectern.TestSite;
import lectern.bridge.ConferenceListener;
import lectern.bridge.Quality;
import lectern.classroom.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what the bridge says of a connection to the pages that are told. */
class QualityMessagesTest {
    @TempDir
    Path folder;

    private TestSite site;
    private TestPage ada;
    private TestPage cyd;
    private TestPage dan;

    @BeforeEach
    void aClass() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
        ada = page(1, true);
        cyd = page(3, false);
        dan = page(4, false);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private TestPage page(long person, boolean mayStart) {
        TestPage page = TestPage.hello(site, site.seat(TestSite.OPTICS, person, mayStart));
        page.next("offer");
        return page;
    }

    private static String quality(JsonNode message) {
        return message.path("person").asText() + " " + message.path("level").asText();
    }

    @Test
    void howAConnectionIsIsToldToItsOwnerAndToHostsAndToNobodyElse() {
        ConferenceListener bridge = new BridgeEngine.Told(site.media().tell());
        bridge.quality("cyd", Quality.POOR);
        bridge.quality("dan", Quality.FAIR);
        assertThat(quality(ada.next("quality"))).isEqualTo("cyd poor");
        assertThat(quality(ada.next("quality"))).isEqualTo("dan fair");
        assertThat(quality(cyd.next("quality"))).isEqualTo("cyd poor");
        assertThat(quality(dan.next("quality"))).isEqualTo("dan fair");
        cyd.say("{\"type\":\"resync\"}");
        assertThat(quality(cyd.next("quality"))).as("after the state").isEqualTo("cyd poor");
        assertThat(cyd.untilNow()).noneMatch(m -> m.path("type").asText().equals("quality"));
        bridge.quality("cyd", Quality.GOOD);
        assertThat(quality(ada.next("quality"))).isEqualTo("cyd good");
        ada.say("{\"type\":\"resync\"}");
        assertThat(quality(ada.next("quality"))).isEqualTo("dan fair");
        assertThat(ada.untilNow()).noneMatch(m -> m.path("type").asText().equals("quality"));
    }

    @Test
    void aNewConnectionIsAGoodOneUntilTheEngineSaysOtherwise() {
        site.media().tell().quality("cyd", Media.Quality.LOST);
        assertThat(quality(ada.next("quality"))).isEqualTo("cyd lost");
        cyd.say("{\"type\":\"rejoin\"}");
        assertThat(quality(ada.next("quality"))).isEqualTo("cyd good");
        site.media().tell().quality("nobody", Media.Quality.LOST);
        assertThat(ada.untilNow()).noneMatch(m -> m.path("type").asText().equals("quality"));
    }
}
