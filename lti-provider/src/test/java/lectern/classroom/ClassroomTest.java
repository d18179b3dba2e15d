package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import lectern.account.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClassroomTest {
    private final TestClass test = TestClass.started();

    private void threeStudents() {
        test.enter("bo", Role.STUDENT);
        test.enter("cy", Role.STUDENT);
        test.enter("di", Role.STUDENT);
    }

    private static RoomCommand.Open rooms(@Nullable Integer minutes, List<String> one, List<String> two) {
        return new RoomCommand.Open(
                List.of(new RoomCommand.Open.Plan("One", one), new RoomCommand.Open.Plan("Two", two)), minutes);
    }

    private int roomOf(String person) {
        return test.state().find(person).orElseThrow().room();
    }

    @Test
    void aStudentCannotEnterBeforeTheStart() {
        TestClass idle = new TestClass();
        assertThat(Objects.requireNonNull(idle.enter("bo", Role.STUDENT)).code())
                .isEqualTo("not_started");
        assertThat(idle.live()).isFalse();
    }

    @Test
    void theClassRecordsFromItsStartWhenItIsSetSo() {
        threeStudents();
        assertThat(test.state().recording()).isTrue();
        assertThat(test.audience().recorder().hears()).containsExactlyInAnyOrder("ada", "bo", "cy", "di");
        assertThat(test.code("ada", new ClassCommand.SetRecording(false))).isEqualTo("ok");
        assertThat(test.audience().recorder()).isEqualTo(Audience.Row.NOTHING);
    }

    @Test
    void aMutedStudentIsHeardByNobodyAndStillHears() {
        threeStudents();
        test.submit("ada", new PersonCommand.Mute("bo", true));
        assertThat(test.audience().row("cy").hears()).containsExactlyInAnyOrder("ada", "di");
        assertThat(test.audience().row("cy").sees()).contains("bo");
        assertThat(test.audience().recorder().hears()).doesNotContain("bo");
        assertThat(test.audience().row("bo").hears()).containsExactlyInAnyOrder("ada", "cy", "di");
        test.submit("ada", new PersonCommand.Mute("bo", false));
        assertThat(test.audience().row("cy").hears()).contains("bo");
    }

    @Test
    void leavingAndComingBackIsNoWayAroundAMute() {
        threeStudents();
        test.submit("ada", new PersonCommand.Mute("bo", true));
        test.submit("bo", new ClassCommand.Leave());
        test.submit("ada", new PersonCommand.MuteAll(true));
        test.enter("bo", Role.STUDENT);
        assertThat(test.audience().row("ada").hears()).isEmpty();
    }

    @Test
    void muteAllCoversLaterStudentsButNoHost() {
        threeStudents();
        test.submit("ada", new PersonCommand.MuteAll(true));
        test.enter("eve", Role.STUDENT);
        test.enter("tom", Role.HOST);
        assertThat(test.audience().row("ada").hears()).containsExactly("tom");
        test.submit("ada", new PersonCommand.Mute("cy", false));
        assertThat(test.audience().row("ada").hears()).containsExactlyInAnyOrder("tom", "cy");
        test.submit("ada", new PersonCommand.MuteAll(false));
        assertThat(test.audience().row("ada").hears()).containsExactlyInAnyOrder("bo", "cy", "di", "eve", "tom");
    }

    @Test
    void observersHearAndSeeAndSendNothing() {
        threeStudents();
        test.enter("mum", Role.OBSERVER);
        assertThat(test.audience().row("mum").hears()).containsExactlyInAnyOrder("ada", "bo", "cy", "di");
        assertThat(test.audience().row("bo").sees()).doesNotContain("mum");
        assertThat(test.audience().recorder().hears()).doesNotContain("mum");
    }

    @Test
    void onlyHostsScreensAreWatched() {
        threeStudents();
        assertThat(test.audience().row("bo").watches()).containsExactly("ada");
        assertThat(test.audience().row("ada").watches()).isEmpty();
    }

    @Test
    void breakoutRoomsChangeTheAudienceInOneStep() {
        threeStudents();
        int before = test.media.audiences().size();
        test.submit("ada", rooms(null, List.of("bo", "gone"), List.of("cy")));
        assertThat(test.media.audiences()).hasSize(before + 1);
        assertThat(test.audience().row("bo").hears()).isEmpty();
        assertThat(test.audience().row("di").hears()).containsExactly("ada");
        test.enter("eve", Role.STUDENT);
        assertThat(roomOf("eve")).isZero();
        assertThat(test.audience().recorder().hears()).contains("bo", "cy", "di", "eve");
    }

    @Test
    void aHostVisitsARoomAndComesBack() {
        threeStudents();
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        test.submit("ada", new RoomCommand.Visit(roomOf("bo")));
        assertThat(test.audience().row("bo").hears()).containsExactly("ada");
        assertThat(test.audience().row("di").hears()).isEmpty();
        test.submit("ada", new RoomCommand.Visit(0));
        assertThat(test.audience().row("bo").hears()).isEmpty();
        assertThat(test.code("ada", new RoomCommand.Visit(99))).isEqualTo("no_such_room");
    }

    @Test
    void roomNumbersAreNeverUsedTwice() {
        threeStudents();
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        assertThat(test.code("ada", rooms(null, List.of(), List.of()))).isEqualTo("rooms_open");
        test.submit("ada", new RoomCommand.Close(0));
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        assertThat(test.state().rooms()).extracting(Event.Room::n).containsExactly(3, 4);
    }

    @Test
    void theTimerBringsEverybodyBack() {
        threeStudents();
        test.submit("ada", rooms(5, List.of("bo"), List.of("cy")));
        test.submit("ada", new RoomCommand.Timer(2));
        test.loop.pass(Duration.ofSeconds(119));
        assertThat(roomOf("bo")).isNotZero();
        test.loop.pass(Duration.ofSeconds(1));
        assertThat(roomOf("bo")).isZero();
        assertThat(test.state().roomsOpen()).isFalse();
        assertThat(test.events(Event.Moved.class))
                .last()
                .satisfies(moved -> assertThat(moved.by()).isNull());
        test.loop.pass(Duration.ofMinutes(5));
        assertThat(test.events(Event.RoomsClosed.class)).hasSize(1);
    }

    @Test
    void closingWithNoticeCountsDown() {
        threeStudents();
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        test.submit("ada", new RoomCommand.Close(10));
        assertThat(test.state().roomsCloseAt()).isNotNull();
        test.loop.pass(Duration.ofSeconds(9));
        assertThat(test.state().roomsOpen()).isTrue();
        test.submit("ada", new RoomCommand.Close(0));
        assertThat(test.state().roomsOpen()).isFalse();
        test.loop.pass(Duration.ofSeconds(60));
        assertThat(test.events(Event.RoomsClosed.class)).hasSize(1);
    }

    @Test
    void handsAreOneQueueAcrossRooms() {
        threeStudents();
        test.submit("cy", new PersonCommand.Hand(true));
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        test.submit("bo", new PersonCommand.Hand(true));
        test.submit("cy", new PersonCommand.Hand(true));
        assertThat(test.state().hands()).containsExactly("cy", "bo");
        test.submit("ada", new PersonCommand.LowerHand("cy"));
        assertThat(test.state().hands()).containsExactly("bo");
        assertThat(test.code("bo", new PersonCommand.LowerHand("bo"))).isEqualTo("not_allowed");
    }

    @Test
    void aLostConnectionKeepsPlaceHandAndRoomForTwentySeconds() {
        threeStudents();
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        test.submit("bo", new PersonCommand.Hand(true));
        test.lost("bo");
        assertThat(test.state().find("bo").orElseThrow().here()).isFalse();
        test.loop.pass(Duration.ofSeconds(19));
        test.enter("bo", Role.STUDENT);
        test.loop.pass(Duration.ofMinutes(1));
        assertThat(test.state().hands()).containsExactly("bo");
        assertThat(roomOf("bo")).isNotZero();
        assertThat(test.events(Event.Joined.class)).hasSize(4);
    }

    @Test
    void whoDoesNotComeBackHasLeft() {
        threeStudents();
        test.submit("bo", new PersonCommand.Hand(true));
        test.lost("bo");
        test.loop.pass(Duration.ofSeconds(20));
        assertThat(test.state().present("bo")).isEmpty();
        assertThat(test.state().hands()).isEmpty();
        assertThat(test.media.calls()).contains("leave bo");
        assertThat(test.audience().row("bo")).isEqualTo(Audience.Row.NOTHING);
    }

    @Test
    void aStudentWhoComesBackLaterFindsTheRoomAsLongAsItIsOpen() {
        threeStudents();
        test.submit("ada", rooms(null, List.of("bo"), List.of("cy")));
        int room = roomOf("bo");
        test.submit("bo", new ClassCommand.Leave());
        test.enter("bo", Role.STUDENT);
        assertThat(roomOf("bo")).isEqualTo(room);
        test.submit("cy", new ClassCommand.Leave());
        test.submit("ada", new RoomCommand.Close(0));
        test.enter("cy", Role.STUDENT);
        assertThat(roomOf("cy")).isZero();
    }

    @Test
    void aClassWithoutAHostEndsByItself() {
        threeStudents();
        test.submit("ada", new ClassCommand.Leave());
        test.loop.pass(Duration.ofMinutes(14));
        test.enter("ada", Role.HOST);
        test.loop.pass(Duration.ofMinutes(14));
        assertThat(test.live()).isTrue();
        test.submit("ada", new ClassCommand.Leave());
        test.loop.pass(Duration.ofMinutes(15));
        assertThat(test.live()).isFalse();
        assertThat(test.journal).last().isEqualTo("closed");
        assertThat(test.media.calls()).last().isEqualTo("close");
    }

    @Test
    void anEndedClassCanBeHeldAgainFromItsBeginning() {
        threeStudents();
        test.submit("ada", rooms(5, List.of("bo"), List.of()));
        test.submit("ada", new ClassCommand.End());
        assertThat(test.live()).isFalse();
        test.start("ada");
        assertThat(test.state().present()).hasSize(1);
        test.loop.pass(Duration.ofMinutes(10));
        assertThat(test.state().roomsOpen()).isFalse();
        assertThat(test.events(Event.RoomsClosed.class)).isEmpty();
    }

    @Test
    void aFullClassLetsNobodyElseInButThoseWhoAreIn() {
        TestClass small = new TestClass(2);
        small.start("ada");
        assertThat(small.enter("bo", Role.STUDENT)).isNull();
        assertThat(Objects.requireNonNull(small.enter("cy", Role.STUDENT)).code())
                .isEqualTo("class_full");
        small.lost("bo");
        assertThat(small.enter("bo", Role.STUDENT)).isNull();
    }

    @Test
    void speechOfTheMutedIsNotKept() {
        threeStudents();
        test.told(() -> test.media.tell().speaking("bo", true));
        test.submit("ada", new PersonCommand.Mute("bo", true));
        test.told(() -> test.media.tell().speaking("bo", true));
        assertThat(test.events(Event.Speaking.class))
                .containsExactly(new Event.Speaking("bo", true), new Event.Speaking("bo", false));
    }

    @Test
    void aLaterLaunchWithAnotherRoleCounts() {
        threeStudents();
        test.enter("bo", Role.HOST);
        assertThat(test.code("bo", new RoomCommand.Announce("I am an assistant now")))
                .isEqualTo("ok");
        assertThat(test.audience().row("cy").watches()).contains("bo");
    }

    @Test
    void eventsAreStoredInTheOrderInWhichTheyHappened() {
        threeStudents();
        assertThat(test.journal)
                .startsWith("opened", "1 started 0", "2 recording 0")
                .hasSize(1 + 2 + 4);
        assertThat(test.journal.get(4))
                .isEqualTo("4 joined " + TestClass.person("bo", Role.STUDENT).key());
    }
}
