package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import lectern.TestSite;
import lectern.classroom.Media;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoomSocketTest {
    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private TestPage ada() {
        TestPage page = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, true));
        page.next("offer");
        return page;
    }

    private TestPage student(long personId) {
        TestPage page = TestPage.hello(site, site.seat(TestSite.OPTICS, personId, false));
        page.next("offer");
        return page;
    }

    @Test
    void aStudentWaitsUntilATeacherStarts() {
        TestPage cyd = TestPage.hello(site, site.seat(TestSite.OPTICS, 3, false));
        cyd.next("waiting");
        assertThat(cyd.ask("\"type\":\"chat\",\"text\":\"anybody?\"")).isEqualTo("not_started");
        TestPage ada = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, true));
        JsonNode state = cyd.next("state");
        assertThat(state.path("people")).hasSize(2);
        assertThat(state.path("me").asText()).isEqualTo("cyd");
        assertThat(state.path("class").path("title").asText()).isEqualTo("Optics");
        assertThat(state.path("recording").path("on").asBoolean()).isTrue();
        assertThat(cyd.next("offer").path("fresh").asBoolean()).isTrue();
        ada.next(m -> m.path("person").path("id").asText().equals("cyd"));
        assertThat(site.media().calls()).contains("join ada 9", "join cyd 9");
    }

    @Test
    void whoComesWhileRoomsAreOpenByGroupsGoesToTheirOwn() {
        site.database().change(handle -> {
            handle.execute("insert into group_set (id, course_id, source, external_id, name, as_of) values "
                    + "(1, 1, 'service', 's', 'Labs', 0)");
            handle.execute("insert into course_group (id, set_id, external_id, name, position) values "
                    + "(5, 1, 'a', 'Lab 1', 0), (6, 1, 'b', 'Lab 2', 1)");
            handle.execute("insert into group_member (group_id, person_id) values (6, 4)");
        });
        TestPage ada = ada();
        JsonNode groups = TestSite.body(site.get(site.seat(TestSite.OPTICS, 1, false), "/api/groups"));
        assertThat(groups.at("/sets/0/groups/1/people/0").asText()).isEqualTo("dan");
        assertThat(groups.path("students").asInt()).isEqualTo(2);
        assertThat(ada.ask("\"type\":\"openRooms\",\"rooms\":[{\"name\":\"Lab 1\",\"people\":[],\"group\":5},"
                        + "{\"name\":\"Lab 2\",\"people\":[],\"group\":6}]"))
                .isEqualTo("ok");
        TestPage dan = TestPage.hello(site, site.seat(TestSite.OPTICS, 4, false));
        assertThat(dan.next("state").path("rooms").path("open").asBoolean()).isTrue();
        JsonNode joined = ada.next(m -> m.at("/person/id").asText().equals("dan"));
        assertThat(joined.at("/person/room").asInt()).isEqualTo(2);
        student(3);
        assertThat(ada.next(m -> m.at("/person/id").asText().equals("cyd"))
                        .at("/person/room")
                        .asInt())
                .isEqualTo(0);
    }

    @Test
    void aHostWithoutTheRightToStartWaitsToo() {
        TestPage ada = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, false));
        ada.next("waiting");
    }

    @Test
    void aStudentsTicketThatSaysItMayStartDoesNot() {
        TestPage cyd = TestPage.hello(site, site.seat(TestSite.OPTICS, 3, true));
        cyd.next("waiting");
    }

    @Test
    void tokensThatAreNoClassTokensAreRefused() {
        for (String token : List.of(
                "nonsense", site.lobby(TestSite.OPTICS, 1), site.replay(TestSite.OPTICS, 1, "r"), "x".repeat(128))) {
            TestPage page = TestPage.hello(site, token);
            assertThat(page.next("error").path("code").asText()).isIn("signed_out", "not_allowed");
            assertThat(page.closeCode()).isEqualTo(Wire.REFUSED);
        }
    }

    @Test
    void theTokenOfAnEndedClassIsWorthNothing() {
        String token = site.seat(TestSite.OPTICS, 1, true);
        TestPage ada = TestPage.hello(site, token);
        ada.next("offer");
        assertThat(ada.ask("\"type\":\"end\"")).isEqualTo("ok");
        assertThat(ada.next("ended").path("by").asText()).isEqualTo("ada");
        assertThat(ada.closeCode()).isEqualTo(Wire.ENDED);
        site.journal().flushed().join();
        TestPage again = TestPage.hello(site, token);
        assertThat(again.closeCode()).isEqualTo(Wire.REFUSED);
    }

    @Test
    void theSamePersonElsewhereReplacesTheFormerPage() {
        TestPage ada = ada();
        TestPage first = student(3);
        TestPage second = student(3);
        assertThat(first.closeCode()).isEqualTo(Wire.ELSEWHERE);
        assertThat(second.ask("\"type\":\"chat\",\"text\":\"here\"")).isEqualTo("ok");
        assertThat(ada.untilNow()).noneMatch(m -> m.path("type").asText().equals("left"));
        assertThat(site.media().calls())
                .filteredOn(call -> call.equals("join cyd 9"))
                .hasSize(2);
    }

    @Test
    void aLostSocketComesBackWithoutAnOfferUnlessItAsks() {
        TestPage ada = ada();
        String token = site.seat(TestSite.OPTICS, 3, false);
        TestPage cyd = TestPage.hello(site, token);
        cyd.next("offer");
        cyd.ask("\"type\":\"hand\",\"up\":true");
        cyd.drop();
        ada.next(m -> m.path("type").asText().equals("person")
                && !m.path("person").path("here").asBoolean(true));
        TestPage back = TestPage.resume(site, token);
        JsonNode state = back.next("state");
        assertThat(state.path("hands").get(0).asText()).isEqualTo("cyd");
        assertThat(back.untilNow()).noneMatch(m -> m.path("type").asText().equals("offer"));
        assertThat(back.ask("\"type\":\"rejoin\"")).isEqualTo("ok");
        assertThat(back.ask("\"type\":\"restart\"")).isEqualTo("ok");
        assertThat(site.media().calls()).contains("restart cyd");
    }

    @Test
    void aPageThatIsLoadedAgainGetsAnOffer() {
        ada();
        String token = site.seat(TestSite.OPTICS, 3, false);
        TestPage first = TestPage.hello(site, token);
        first.next("offer");
        TestPage reloaded = TestPage.hello(site, token);
        assertThat(reloaded.next("offer").path("fresh").asBoolean()).isTrue();
        assertThat(first.closeCode()).isEqualTo(Wire.ELSEWHERE);
        TestPage stranger = TestPage.resume(site, site.seat(TestSite.OPTICS, 4, false));
        stranger.next("offer");
    }

    @Test
    void messagesCarryNumbersThatGrowByOne() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        ada.ask("\"type\":\"chat\",\"text\":\"one\"");
        cyd.ask("\"type\":\"hand\",\"up\":true");
        ada.ask("\"type\":\"muteAll\",\"on\":true");
        ada.ask("\"type\":\"resync\"");
        ada.ask("\"type\":\"chat\",\"text\":\"two\"");
        for (TestPage page : List.of(ada, cyd)) {
            page.untilNow();
            List<Long> numbers = page.heard().stream()
                    .filter(m -> m.has("n"))
                    .map(m -> m.path("n").asLong())
                    .toList();
            assertThat(numbers)
                    .hasSizeGreaterThan(5)
                    .isEqualTo(LongStream.rangeClosed(1, numbers.size()).boxed().toList());
        }
    }

    @Test
    void chatStaysInItsRoomAndIsReadByWhoComesThere() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        TestPage dan = student(4);
        assertThat(ada.ask("\"type\":\"openRooms\",\"minutes\":5,\"rooms\":"
                        + "[{\"name\":\"Red\",\"people\":[\"cyd\"]},{\"name\":\"Blue\",\"people\":[\"dan\"]}]"))
                .isEqualTo("ok");
        JsonNode moved = cyd.next("moved");
        assertThat(moved.path("name").asText()).isEqualTo("Red");
        assertThat(moved.path("by").asText()).isEqualTo("ada");
        assertThat(cyd.ask("\"type\":\"chat\",\"text\":\"only for red\"")).isEqualTo("ok");
        assertThat(dan.untilNow()).noneMatch(m -> m.path("type").asText().equals("chat"));
        assertThat(ada.ask("\"type\":\"visit\",\"room\":" + moved.path("room").asInt()))
                .isEqualTo("ok");
        assertThat(ada.ask("\"type\":\"announce\",\"text\":\"two minutes\"")).isEqualTo("ok");
        dan.next("announcement");
        assertThat(ada.ask("\"type\":\"resync\"")).isEqualTo("ok");
        assertThat(dan.ask("\"type\":\"resync\"")).isEqualTo("ok");
        assertThat(dan.ask("\"type\":\"visit\",\"room\":0")).isEqualTo("not_allowed");
        TestPage adaAgain = TestPage.hello(site, site.seat(TestSite.OPTICS, 1, true));
        assertThat(adaAgain.next("state").path("chat").get(0).path("text").asText())
                .isEqualTo("only for red");
        TestPage danAgain = TestPage.hello(site, site.seat(TestSite.OPTICS, 4, false));
        assertThat(danAgain.next("state").path("chat")).isEmpty();
    }

    @Test
    void earlierChatOfARoomIsToldToWhoIsMovedThere() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        ada.ask("\"type\":\"openRooms\",\"rooms\":[{\"name\":\"Red\",\"people\":[\"cyd\"]}]");
        int red = cyd.next("moved").path("room").asInt();
        cyd.ask("\"type\":\"chat\",\"text\":\"first\"");
        ada.say("{\"type\":\"visit\",\"room\":" + red + "}");
        assertThat(ada.next("chat").path("chat").path("text").asText()).isEqualTo("first");
        ada.ask("\"type\":\"visit\",\"room\":0");
        ada.ask("\"type\":\"visit\",\"room\":" + red);
        assertThat(ada.untilNow()).noneMatch(m -> m.path("type").asText().equals("chat"));
    }

    @Test
    void speakingAndSlotsAreOnlyOfThoseOneMayReceive() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        TestPage dan = student(4);
        Media.Listener engine = site.media().tell();
        engine.speaking("dan", true);
        assertThat(cyd.next("speaking").path("person").asText()).isEqualTo("dan");
        ada.ask("\"type\":\"openRooms\",\"rooms\":[{\"name\":\"Red\",\"people\":[\"cyd\"]}]");
        assertThat(cyd.next("speaking").path("on").asBoolean()).isFalse();
        engine.speaking("dan", false);
        engine.speaking("dan", true);
        engine.slots(
                "cyd",
                4,
                List.of(new Media.Slot("v0", "dan", "camera", true), new Media.Slot("a0", "ada", "mic", false)));
        JsonNode slots = cyd.next("slots").path("slots");
        assertThat(slots).hasSize(2).noneMatch(slot -> slot.has("person"));
        assertThat(cyd.untilNow()).noneMatch(m -> m.path("type").asText().equals("speaking"));
        ada.ask("\"type\":\"closeRooms\",\"notice\":0");
        assertThat(cyd.next("speaking").path("on").asBoolean()).isTrue();
        engine.slots(
                "dan",
                5,
                List.of(new Media.Slot("v0", "cyd", "camera", false), new Media.Slot("v1", "cyd", "screen", false)));
        JsonNode dans = dan.next("slots").path("slots");
        assertThat(dans.get(0).path("person").asText()).isEqualTo("cyd");
        assertThat(dans.get(1).has("person"))
                .as("a student's screen is nobody's")
                .isFalse();
    }

    @Test
    void whatStandsStillAndWhatNobodyWatchesIsToldAndRepeatedWithTheState() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        Media.Listener engine = site.media().tell();
        engine.slots("cyd", 4, List.of(new Media.Slot("v0", "ada", "camera", true)));
        assertThat(cyd.next("slots").path("slots").get(0).path("paused").asBoolean())
                .isTrue();
        engine.watched("ada", new Media.Watched(true, false, true));
        JsonNode watched = ada.next("watched");
        assertThat(watched.path("low").asBoolean()).isTrue();
        assertThat(watched.path("high").asBoolean()).isFalse();
        ada.say("{\"type\":\"resync\"}");
        assertThat(ada.next("watched").path("high").asBoolean()).isFalse();
    }

    @Test
    void lightMessagesTakeTheDataChannelAndItsMessagesCountLikeTheSockets() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        site.media().channels(true);
        site.media().tell().channelOpened("ada");
        site.media().tell().message("cyd", "{\"type\":\"hand\",\"up\":true,\"id\":77}");
        assertThat(cyd.next(m -> m.path("id").asInt() == 77).path("type").asText())
                .isEqualTo("ok");
        TestSite.await(
                "hands on the channel", () -> site.media().sent().stream().anyMatch(t -> t.contains("\"hands\"")));
        assertThat(ada.untilNow()).noneMatch(m -> m.path("type").asText().equals("hands"));
        site.media().channels(false);
        ada.ask("\"type\":\"lowerHand\",\"person\":\"cyd\"");
        assertThat(ada.next("hands").path("queue")).isEmpty();
        site.media().tell().message("cyd", "{broken");
        assertThat(cyd.next("error").path("code").asText()).isEqualTo("bad_message");
    }

    @Test
    void whoSendsTooMuchIsToldAndNobodyElse() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        site.media().tell().limited("cyd", "camera", "size");
        JsonNode told = cyd.next("limited");
        assertThat(told.path("kind").asText()).isEqualTo("camera");
        assertThat(told.path("limit").asText()).isEqualTo("size");
        assertThat(ada.untilNow()).noneMatch(m -> m.path("type").asText().equals("limited"));
    }

    @Test
    void anAnswerThatDoesNotFitIsToldInASentence() {
        TestPage ada = ada();
        assertThat(ada.ask("\"type\":\"answer\",\"sdp\":\"v=0\"")).isEqualTo("ok");
        ada.say("{\"type\":\"answer\",\"sdp\":\"v=0 wrong\",\"id\":900}");
        JsonNode error = ada.next("error");
        assertThat(error.path("code").asText()).isEqualTo("bad_answer");
        assertThat(error.path("message").asText()).isEqualTo("The answer has no line mic.");
    }

    @Test
    void badMessagesAreAnsweredAndTooManyCloseTheSocket() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        List<String> bad = List.of(
                "", "null", "[]", "{", "{\"type\":5}", "{\"type\":\"dance\"}", "{\"type\":\"chat\",\"text\":\"\"}");
        bad.forEach(text -> {
            cyd.say(text);
            assertThat(cyd.next("error").path("code").asText()).isEqualTo("bad_message");
        });
        for (int i = bad.size(); i <= Conduct.MAX_BAD; i++) {
            cyd.say("{\"type\":\"hello\"}");
        }
        assertThat(cyd.closeCode()).isEqualTo(Wire.PROTOCOL);
        assertThat(ada.ask("\"type\":\"chat\",\"text\":\"the class is unharmed\""))
                .isEqualTo("ok");
    }

    @Test
    void oversizedAndBinaryMessagesAreRefused() {
        TestPage ada = ada();
        ada.say("{\"type\":\"chat\",\"text\":\"" + "x".repeat(2_001) + "\"}");
        assertThat(ada.next("error").path("code").asText()).isEqualTo("bad_message");
        ada.say("{\"type\":\"chat\",\"text\":\"" + "x".repeat(17_000) + "\"}");
        assertThat(ada.next("error").path("message").asText()).contains("too long");
        ada.say("{\"type\":\"answer\",\"sdp\":\"" + "x".repeat(70_000) + "\"}");
        assertThat(ada.next("error").path("message").asText()).contains("too long");
        ada.binary();
        assertThat(ada.next("error").path("code").asText()).isEqualTo("bad_message");
        ada.say("{\"type\":\"chat\",\"text\":\"" + "x".repeat(RoomSocket.MAX_MESSAGE) + "\"}");
        assertThat(ada.closeCode()).isEqualTo(1009);
    }

    @Test
    void tooManyMessagesAtOnceAreDropped() {
        TestPage ada = ada();
        for (int i = 0; i < Conduct.BURST * 3; i++) {
            ada.say("{\"type\":\"hand\",\"up\":" + (i % 2 == 0) + "}");
        }
        assertThat(ada.next("error").path("code").asText()).isEqualTo("too_many");
    }

    @Test
    void aSocketMustSayHelloFirstAndSoon() {
        TestPage early = new TestPage(site);
        early.say("{\"type\":\"chat\",\"text\":\"hi\",\"id\":1}");
        assertThat(early.next("error").path("code").asText()).isEqualTo("bad_message");
        site.close();
        site = new TestSite(folder.resolve("hasty"), Clock.systemUTC(), Duration.ofMillis(200));
        assertThat(new TestPage(site).closeCode()).isEqualTo(Wire.NO_HELLO);
    }

    @Test
    void leavingIsSaidToTheOthers() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        cyd.say("{\"type\":\"leave\"}");
        assertThat(cyd.closeCode()).isEqualTo(Wire.NORMAL);
        assertThat(ada.next("left").path("person").asText()).isEqualTo("cyd");
        assertThat(site.media().calls()).contains("leave cyd");
    }

    @Test
    void hostsLearnOfTheRecordersTroubleAndStudentsDoNot() {
        TestPage ada = ada();
        TestPage cyd = student(3);
        site.rooms().recorderProblem("The disk is full.");
        assertThat(ada.next("recording").path("recording").path("problem").asText())
                .isEqualTo("The disk is full.");
        assertThat(cyd.next("recording").path("recording").has("problem")).isFalse();
        site.rooms().recorderProblem(null);
        assertThat(ada.next("recording").path("recording").has("problem")).isFalse();
    }

    @Test
    void anotherClassKnowsNothingOfThisOne() {
        ada();
        TestPage ben = TestPage.hello(site, site.seat(TestSite.WAVES, 2, true));
        assertThat(ben.next("state").path("people")).hasSize(1);
    }
}
