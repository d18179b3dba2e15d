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

/** What pages are told of whispers, announcements, looks and rules, and what they are not told. */
class ModeMessagesTest {
    @TempDir
    Path folder;

    private TestSite site;
    private TestPage ada;
    private TestPage cyd;
    private TestPage dan;

    @BeforeEach
    void rooms() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
        site.database().change(handle -> handle.execute("update class set peek = 1"));
        ada = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, true));
        ada.next("offer");
        cyd = TestPage.hello(site, site.seat(TestSite.OPTICS, 3, false));
        cyd.next("offer");
        dan = TestPage.hello(site, site.seat(TestSite.OPTICS, 4, false));
        dan.next("offer");
        ask(ada, "'type':'device','mic':true,'camera':true,'screen':false");
        ask(
                ada,
                "'type':'openRooms','rooms':[{'name':'Red','people':['cyd']},{'name':'Blue','people':['dan']}],"
                        + "'minutes':null");
        cyd.next("moved");
        dan.next("moved");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private static void ask(TestPage page, String fields) {
        assertThat(page.ask(fields.replace('\'', '"'))).isEqualTo("ok");
    }

    private static List<JsonNode> of(String type, List<JsonNode> messages) {
        return messages.stream()
                .filter(m -> m.path("type").asText().equals(type))
                .toList();
    }

    /** The newest message of this type; it came before the answer to what was asked. */
    private static JsonNode toldBeforeTheAnswer(TestPage page, String type) {
        List<JsonNode> all = of(type, page.heard());
        return all.get(all.size() - 1);
    }

    @Test
    void aWhisperIsToldToWhoHearsItAndToNobodyElse() {
        ask(ada, "'type':'talk','to':'person','person':'dan'");
        JsonNode mine = toldBeforeTheAnswer(ada, "talk").path("talk");
        assertThat(mine.path("whom").asText()).isEqualTo("dan");
        assertThat(mine.path("until").asText()).isNotEmpty();
        JsonNode his = dan.next("talk").path("talk");
        assertThat(his.path("person").asText()).isEqualTo("ada");
        assertThat(his.path("to").asText()).isEqualTo("person");
        assertThat(his.hasNonNull("whom")).as("for the speaker alone").isFalse();
        site.media().tell().speaking("ada", true);
        assertThat(dan.next("speaking").path("person").asText()).isEqualTo("ada");
        ask(cyd, "'type':'resync'");
        List<JsonNode> cydHeard = cyd.untilNow();
        assertThat(of("talk", cydHeard)).isEmpty();
        assertThat(of("speaking", cydHeard)).isEmpty();
        ask(ada, "'type':'talk','to':'here'");
        assertThat(dan.next("talkOver").path("person").asText()).isEqualTo("ada");
        assertThat(dan.next("speaking").path("on").asBoolean()).isFalse();
        toldBeforeTheAnswer(ada, "talkOver");
    }

    @Test
    void anAnnouncementIsToldToAll() {
        ask(ada, "'type':'talk','to':'rooms'");
        for (TestPage page : List.of(cyd, dan)) {
            assertThat(page.next("talk").path("talk").path("to").asText()).isEqualTo("rooms");
        }
        TestPage again = TestPage.hello(site, site.seat(TestSite.OPTICS, 3, false));
        assertThat(again.next("state").path("talks").get(0).path("person").asText())
                .isEqualTo("ada");
    }

    @Test
    void aLookIsToldToTheHostAlone() {
        int red = cyd.heard().stream()
                .filter(m -> m.path("type").asText().equals("moved"))
                .mapToInt(m -> m.path("room").asInt())
                .findFirst()
                .orElseThrow();
        cyd.untilNow();
        ask(ada, "'type':'peek','room':" + red);
        assertThat(toldBeforeTheAnswer(ada, "peek").path("room").asInt()).isEqualTo(red);
        Media.Listener engine = site.media().tell();
        engine.slots(
                "ada",
                2,
                List.of(new Media.Slot("v0", "cyd", "camera", false), new Media.Slot("v1", "dan", "camera", false)));
        JsonNode slots = ada.next("slots").path("slots");
        assertThat(slots.get(0).path("person").asText()).isEqualTo("cyd");
        assertThat(slots.get(1).has("person")).isFalse();
        assertThat(cyd.untilNow()).isEmpty();
        ask(ada, "'type':'visit','room':" + red);
        assertThat(toldBeforeTheAnswer(ada, "peek").path("room").isNull()).isTrue();
    }

    @Test
    void rulesAndAHiddenCameraAreToldToAllInState() {
        ask(ada, "'type':'rules','seeHostsOnly':true,'hearHostsOnly':true");
        assertThat(cyd.next("rules").path("rules").path("hearHostsOnly").asBoolean())
                .isTrue();
        ask(cyd, "'type':'hide','on':true");
        assertThat(dan.next(m -> m.path("person").path("hidden").asBoolean())
                        .path("type")
                        .asText())
                .isEqualTo("person");
        JsonNode state =
                TestPage.hello(site, site.seat(TestSite.OPTICS, 4, false)).next("state");
        assertThat(state.path("rules").path("seeHostsOnly").asBoolean()).isTrue();
        assertThat(state.path("rules").path("peek").asBoolean()).isTrue();
        assertThat(cyd.ask("\"type\":\"talk\",\"to\":\"rooms\"")).isEqualTo("not_allowed");
        assertThat(cyd.ask("\"type\":\"peek\",\"room\":0")).isEqualTo("not_allowed");
        assertThat(ada.ask("\"type\":\"hide\",\"on\":true")).isEqualTo("not_allowed");
    }
}
