package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lectern.account.Role;
import org.junit.jupiter.api.Test;

/** Looking in, whispering, announcing, and the class's rules, one by one. */
class ModesTest {
    private final TestClass test = TestClass.startedWithPeeks();

    /** Bo is in room 1, cy and di in room 2, ada and tom (hosts) in the main room. */
    private void rooms() {
        test.enter("tom", Role.HOST);
        for (String student : List.of("bo", "cy", "di")) {
            test.enter(student, Role.STUDENT);
        }
        test.submit(
                "ada",
                new RoomCommand.Open(
                        List.of(
                                new RoomCommand.Open.Plan("One", List.of("bo")),
                                new RoomCommand.Open.Plan("Two", List.of("cy", "di"))),
                        null));
        test.submit("ada", new PersonCommand.Device(true, true, false));
    }

    private void talk(Address to) {
        assertThat(test.code("ada", new ModeCommand.Talk(to))).isEqualTo("ok");
    }

    private boolean hears(String receiver, String sender) {
        return test.audience().row(receiver).hears().contains(sender);
    }

    @Test
    void whoLooksInSeesAndHearsTheRoomAndIsNotThere() {
        rooms();
        assertThat(test.code("ada", new ModeCommand.Peek(2))).isEqualTo("ok");
        assertThat(test.audience().row("ada").hears()).containsExactlyInAnyOrder("cy", "di");
        assertThat(test.audience().row("ada").sees()).containsExactlyInAnyOrder("cy", "di");
        assertThat(test.audience().row("cy").hears()).containsExactly("di");
        assertThat(test.audience().row("cy").sees()).containsExactly("di");
        assertThat(test.audience().row("tom").sees()).as("ada is where she was").containsExactly("ada");
        assertThat(test.state().present("ada").orElseThrow().room()).isZero();
        test.submit("ada", new ModeCommand.Peek(null));
        assertThat(test.audience().row("ada").hears()).containsExactly("tom");
    }

    @Test
    void aLookEndsWithAMoveAVisitAndTheRooms() {
        rooms();
        test.submit("ada", new ModeCommand.Peek(2));
        test.submit("ada", new RoomCommand.Visit(1));
        assertThat(test.audience().row("ada").sees()).containsExactly("bo");
        test.submit("ada", new ModeCommand.Peek(0));
        assertThat(test.audience().row("ada").sees()).containsExactly("tom");
        test.submit("tom", new RoomCommand.Move("ada", 2));
        assertThat(test.audience().row("ada").sees()).containsExactlyInAnyOrder("cy", "di");
        test.submit("ada", new ModeCommand.Peek(1));
        test.submit("tom", new RoomCommand.Close(0));
        assertThat(test.audience().row("ada").sees()).containsExactlyInAnyOrder("tom", "bo", "cy", "di");
    }

    @Test
    void nobodyLooksInWhereTheClassDoesNotAllowIt() {
        TestClass plain = TestClass.started();
        plain.submit("ada", new RoomCommand.Open(List.of(new RoomCommand.Open.Plan("One", List.of())), null));
        assertThat(plain.code("ada", new ModeCommand.Peek(1))).isEqualTo("peek_off");
        rooms();
        assertThat(test.code("ada", new ModeCommand.Peek(9))).isEqualTo("no_such_room");
        assertThat(test.code("ada", new ModeCommand.Peek(0))).isEqualTo("same_room");
        test.submit("ada", new RoomCommand.Close(0));
        assertThat(test.code("ada", new ModeCommand.Peek(0))).isEqualTo("rooms_closed");
    }

    @Test
    void aWhisperToARoomIsForThatRoomAlone() {
        rooms();
        talk(Address.room(2));
        assertThat(hears("cy", "ada")).isTrue();
        assertThat(hears("di", "ada")).isTrue();
        assertThat(hears("bo", "ada")).isFalse();
        assertThat(hears("tom", "ada")).as("not her own room").isFalse();
        assertThat(test.audience().row("cy").hears()).as("others as before").contains("di");
        assertThat(test.audience().row("cy").sees()).doesNotContain("ada");
        talkHere();
        assertThat(hears("tom", "ada")).isTrue();
        assertThat(hears("cy", "ada")).isFalse();
    }

    private void talkHere() {
        assertThat(test.code("ada", new ModeCommand.Talk(null))).isEqualTo("ok");
    }

    @Test
    void aWhisperToAPersonIsInNobodysRecording() {
        rooms();
        talk(Address.person("di"));
        assertThat(hears("di", "ada")).isTrue();
        assertThat(hears("cy", "ada")).isFalse();
        assertThat(hears("tom", "ada")).isFalse();
        assertThat(test.audience().recorder().hears()).containsExactlyInAnyOrder("tom", "bo", "cy", "di");
        assertThat(test.audience().recorder().sees()).contains("ada");
    }

    @Test
    void anAnnouncementIsForAllRooms() {
        rooms();
        talk(Address.ROOMS);
        for (String listener : List.of("tom", "bo", "cy", "di")) {
            assertThat(hears(listener, "ada")).isTrue();
        }
        assertThat(test.audience().recorder().hears()).contains("ada");
    }

    @Test
    void aMuteIsAboveEverything() {
        rooms();
        test.submit("tom", new PersonCommand.Mute("ada", true));
        for (Address to : List.of(Address.ROOMS, Address.room(1), Address.person("cy"))) {
            talk(to);
            assertThat(test.audience().rows().values())
                    .noneMatch(row -> row.hears().contains("ada"));
            assertThat(test.audience().recorder().hears()).doesNotContain("ada");
        }
    }

    @Test
    void whatWasPrivateNeverGoesOnAloud() {
        List<Runnable> ends = List.of(
                () -> test.loop.pass(Duration.ofSeconds(ModeCommand.Talk.MAX_SECONDS)),
                () -> test.submit(
                        "tom",
                        new RoomCommand.Move("ada", test.state().rooms().get(0).n())),
                () -> test.submit("tom", new RoomCommand.Close(0)),
                () -> test.submit("di", new ClassCommand.Leave()));
        for (Runnable ending : ends) {
            rooms();
            test.submit("ada", new RoomCommand.Visit(0));
            talk(Address.person("di"));
            ending.run();
            assertThat(test.audience().rows().values())
                    .noneMatch(row -> row.hears().contains("ada"));
            test.submit("ada", new PersonCommand.Device(false, true, false));
            test.submit("ada", new PersonCommand.Device(true, true, false));
            assertThat(test.audience().rows().values())
                    .anyMatch(row -> row.hears().contains("ada"));
            test.submit("ada", new RoomCommand.Close(0));
        }
    }

    @Test
    void anAnnouncementEndsInOnesOwnRoom() {
        rooms();
        talk(Address.ROOMS);
        test.loop.pass(Duration.ofSeconds(ModeCommand.Talk.MAX_SECONDS));
        assertThat(hears("tom", "ada")).isTrue();
        assertThat(hears("bo", "ada")).isFalse();
    }

    @Test
    void speakingAgainBeginsTheTimeAnew() {
        rooms();
        talk(Address.room(1));
        test.loop.pass(Duration.ofSeconds(ModeCommand.Talk.MAX_SECONDS - 10));
        talk(Address.room(2));
        test.loop.pass(Duration.ofSeconds(20));
        assertThat(hears("cy", "ada")).isTrue();
    }

    @Test
    void aLostConnectionEndsBoth() {
        rooms();
        test.submit("ada", new ModeCommand.Peek(2));
        talk(Address.room(2));
        test.lost("ada");
        assertThat(hears("cy", "ada")).isFalse();
        assertThat(test.audience().row("ada").sees()).containsExactly("tom");
    }

    @Test
    void thereMustBeSomebodyToSpeakTo() {
        assertThat(test.code("ada", new ModeCommand.Talk(Address.ROOMS))).isEqualTo("rooms_closed");
        assertThat(test.code("ada", new ModeCommand.Talk(Address.person("bo")))).isEqualTo("no_such_person");
        assertThat(test.code("ada", new ModeCommand.Talk(Address.person("ada"))))
                .isEqualTo("no_such_person");
        rooms();
        assertThat(test.code("ada", new ModeCommand.Talk(Address.room(0)))).isEqualTo("same_room");
        assertThat(test.code("ada", new ModeCommand.Talk(Address.room(7)))).isEqualTo("no_such_room");
    }

    @Test
    void studentsMaySeeAndHearHostsOnly() {
        test.enter("bo", Role.STUDENT);
        test.enter("cy", Role.STUDENT);
        test.enter("eve", Role.OBSERVER);
        test.submit("ada", new ModeCommand.SetRules(true, false));
        assertThat(test.audience().row("bo").sees()).containsExactly("ada");
        assertThat(test.audience().row("bo").hears()).containsExactlyInAnyOrder("ada", "cy");
        assertThat(test.audience().row("ada").sees()).containsExactlyInAnyOrder("bo", "cy");
        assertThat(test.audience().row("eve").sees()).containsExactly("ada");
        assertThat(test.audience().recorder().sees()).containsExactly("ada");
        test.submit("ada", new ModeCommand.SetRules(false, true));
        assertThat(test.audience().row("bo").sees()).containsExactlyInAnyOrder("ada", "cy");
        assertThat(test.audience().row("bo").hears()).containsExactly("ada");
        assertThat(test.audience().row("ada").hears()).containsExactlyInAnyOrder("bo", "cy");
        assertThat(test.audience().recorder().hears()).containsExactly("ada");
        assertThat(test.state().rules().peek()).as("stays what it was").isTrue();
    }

    @Test
    void aStudentCanBeSeenByHostsOnlyAndStaysSo() {
        test.enter("bo", Role.STUDENT);
        test.enter("cy", Role.STUDENT);
        test.submit("bo", new ModeCommand.Hide(true));
        assertThat(test.audience().row("cy").sees()).containsExactly("ada");
        assertThat(test.audience().row("ada").sees()).containsExactlyInAnyOrder("bo", "cy");
        assertThat(test.audience().row("cy").hears()).contains("bo");
        assertThat(test.audience().recorder().sees()).containsExactlyInAnyOrder("ada", "cy");
        test.submit("bo", new ClassCommand.Leave());
        test.enter("bo", Role.STUDENT);
        assertThat(test.audience().row("cy").sees()).containsExactly("ada");
        test.submit("bo", new ModeCommand.Hide(false));
        assertThat(test.audience().row("cy").sees()).contains("bo");
    }

    @Test
    void aLookIsInTheEventsAndNowhereElse() {
        rooms();
        test.submit("ada", new ModeCommand.Peek(2));
        assertThat(test.events(Event.Peek.class)).containsExactly(new Event.Peek("ada", 2));
        assertThat(test.journal).anyMatch(line -> line.contains(" peek "));
        assertThat(Objects.requireNonNull(
                        test.state().present("ada").orElseThrow().peek()))
                .isEqualTo(2);
    }
}
