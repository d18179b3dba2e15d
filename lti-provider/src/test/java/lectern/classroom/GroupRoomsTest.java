package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import lectern.account.Role;
import lectern.classroom.RoomCommand.Open.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms that were opened by the course's groups, and those who come later. */
class GroupRoomsTest {
    private static final long LABS = 70;
    private static final long ESSAYS = 80;

    private final TestClass test = TestClass.started();

    @BeforeEach
    void openByGroups() {
        test.enter("ben", Role.STUDENT);
        test.enter("cyd", Role.STUDENT);
        test.submit(
                "ada",
                new RoomCommand.Open(
                        List.of(new Plan("Labs", List.of("ben"), LABS), new Plan("Essays", List.of(), ESSAYS)), null));
    }

    private int roomOf(String id) {
        return test.state().present(id).orElseThrow().room();
    }

    @Test
    void whoComesLaterGoesToTheRoomOfTheirGroupAndIsHeardOnlyThere() {
        test.enter("dan", Role.STUDENT, Set.of(LABS));
        test.enter("eva", Role.STUDENT, Set.of(ESSAYS, 99L));
        assertThat(roomOf("dan")).isEqualTo(1);
        assertThat(roomOf("eva")).isEqualTo(2);
        assertThat(test.audience().row("dan").hears()).containsExactly("ben");
        assertThat(test.audience().row("cyd").hears()).doesNotContain("dan", "eva", "ben");
        assertThat(test.events(Event.Joined.class))
                .extracting(Event.Joined::room)
                .as("in one step: nobody hears them in the main room before")
                .containsExactly(0, 0, 0, 1, 2);
    }

    @Test
    void whoIsInNoGroupOrTeachesStaysInTheMainRoom() {
        test.enter("dan", Role.STUDENT, Set.of(5L));
        test.enter("fay", Role.HOST, Set.of(LABS));
        test.enter("mum", Role.OBSERVER, Set.of(LABS));
        assertThat(List.of(roomOf("dan"), roomOf("fay"), roomOf("mum"))).containsOnly(0);
    }

    @Test
    void whoIsInTwoGroupsGoesToTheFirstOfTheRooms() {
        test.enter("dan", Role.STUDENT, Set.of(ESSAYS, LABS));
        assertThat(roomOf("dan")).isEqualTo(1);
    }

    @Test
    void whomTheTeacherLeftInTheMainRoomStaysThereAlsoAfterComingBack() {
        test.submit("cyd", new ClassCommand.Leave());
        test.enter("cyd", Role.STUDENT, Set.of(ESSAYS));
        assertThat(roomOf("cyd")).isEqualTo(0);
    }

    @Test
    void whoLeftBeforeTheRoomsWereOpenedFindsTheirGroup() {
        TestClass other = TestClass.started();
        other.enter("ben", Role.STUDENT, Set.of(LABS));
        other.submit("ben", new ClassCommand.Leave());
        other.submit("ada", new RoomCommand.Open(List.of(new Plan("Labs", List.of(), LABS)), null));
        other.enter("ben", Role.STUDENT, Set.of(LABS));
        assertThat(other.state().present("ben").orElseThrow().room()).isEqualTo(1);
    }

    @Test
    void whoWasMovedElsewhereComesBackToWhereTheyWereMoved() {
        test.enter("dan", Role.STUDENT, Set.of(LABS));
        test.submit("ada", new RoomCommand.Move("dan", 2));
        test.submit("dan", new ClassCommand.Leave());
        test.enter("dan", Role.STUDENT, Set.of(LABS));
        assertThat(roomOf("dan")).isEqualTo(2);
    }

    @Test
    void roomsThatAreClosedOrOpenedWithoutGroupsTakeNobodyIn() {
        test.submit("ada", new RoomCommand.Close(0));
        test.enter("dan", Role.STUDENT, Set.of(LABS));
        assertThat(roomOf("dan")).isEqualTo(0);
        test.submit("ada", new RoomCommand.Open(List.of(new Plan("One", List.of())), null));
        test.enter("eva", Role.STUDENT, Set.of(LABS));
        assertThat(roomOf("eva")).isEqualTo(0);
    }

    @Test
    void theStoredEventsTellTheSameAgain() {
        Retelling again = new Retelling();
        ClassState[] state = new ClassState[1];
        test.events.forEach(one -> state[0] = again.tell(new Stamped(
                one.n(),
                one.micros(),
                EventJson.read(EventJson.type(one.event()), EventJson.payload(one.event()))
                        .orElseThrow())));
        assertThat(state[0].roomFor(TestClass.person("dan", Role.STUDENT), Set.of(ESSAYS)))
                .isEqualTo(2);
    }
}
