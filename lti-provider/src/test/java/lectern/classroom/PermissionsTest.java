package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lectern.account.Role;
import lectern.classroom.Outcome.Refusal;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The table, cell by cell, and that a real classroom does what the table says. */
class PermissionsTest {
    /** For each action, who may in an idle class and in a live one: H, S, O. Written out, not computed. */
    private static final Map<Action, String[]> EXPECTED = Map.ofEntries(
            Map.entry(Action.START, new String[] {"H", ""}),
            Map.entry(Action.ENTER, new String[] {"", "HSO"}),
            Map.entry(Action.LEAVE, new String[] {"HSO", "HSO"}),
            Map.entry(Action.VIEW, new String[] {"", "HSO"}),
            Map.entry(Action.DEVICE, new String[] {"", "HS"}),
            Map.entry(Action.SHARE_SCREEN, new String[] {"", "H"}),
            Map.entry(Action.HAND, new String[] {"", "HS"}),
            Map.entry(Action.CHAT, new String[] {"", "HS"}),
            Map.entry(Action.LOWER_HAND, new String[] {"", "H"}),
            Map.entry(Action.MUTE, new String[] {"", "H"}),
            Map.entry(Action.MUTE_ALL, new String[] {"", "H"}),
            Map.entry(Action.OPEN_ROOMS, new String[] {"", "H"}),
            Map.entry(Action.MOVE, new String[] {"", "H"}),
            Map.entry(Action.VISIT, new String[] {"", "H"}),
            Map.entry(Action.ANNOUNCE, new String[] {"", "H"}),
            Map.entry(Action.PEEK, new String[] {"", "H"}),
            Map.entry(Action.TALK, new String[] {"", "H"}),
            Map.entry(Action.RULES, new String[] {"", "H"}),
            Map.entry(Action.HIDE, new String[] {"", "S"}),
            Map.entry(Action.ROOMS_TIMER, new String[] {"", "H"}),
            Map.entry(Action.CLOSE_ROOMS, new String[] {"", "H"}),
            Map.entry(Action.RECORD, new String[] {"", "H"}),
            Map.entry(Action.END, new String[] {"", "H"}));

    private static final List<Command> COMMANDS = List.of(
            new PersonCommand.Device(true, true, false),
            new PersonCommand.Device(true, true, true),
            new PersonCommand.Hand(true),
            new PersonCommand.Chat("hello"),
            new PersonCommand.LowerHand("student"),
            new PersonCommand.Mute("student", true),
            new PersonCommand.MuteAll(true),
            new RoomCommand.Open(List.of(new RoomCommand.Open.Plan("One", List.of("student"))), null),
            new RoomCommand.Move("student", 0),
            new RoomCommand.Visit(0),
            new RoomCommand.Announce("five minutes"),
            new ModeCommand.Peek(null),
            new ModeCommand.Talk(Address.person("student")),
            new ModeCommand.Talk(null),
            new ModeCommand.SetRules(true, true),
            new ModeCommand.Hide(true),
            new RoomCommand.Timer(5),
            new RoomCommand.Close(0),
            new ClassCommand.SetRecording(false),
            new ClassCommand.End(),
            new ClassCommand.Leave());

    @Test
    void everyActionIsInTheExpectation() {
        assertThat(EXPECTED.keySet()).containsExactlyInAnyOrder(Action.values());
    }

    @TestFactory
    List<DynamicTest> theTableSaysWhatIsExpected() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Action action : Action.values()) {
            for (Phase phase : Phase.values()) {
                for (Role role : Role.values()) {
                    String[] who = Objects.requireNonNull(EXPECTED.get(action));
                    boolean expected =
                            who[phase == Phase.IDLE ? 0 : 1].indexOf(role.name().charAt(0)) >= 0;
                    tests.add(DynamicTest.dynamicTest(
                            role + " " + action + " " + phase,
                            () -> assertThat(Permissions.allows(role, action, phase))
                                    .isEqualTo(expected)));
                }
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> aLiveClassObeysTheTable() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Command command : COMMANDS) {
            for (Role role : Role.values()) {
                tests.add(DynamicTest.dynamicTest(role + " " + command, () -> {
                    TestClass test = TestClass.started();
                    test.enter("student", Role.STUDENT);
                    test.enter("actor", role);
                    int before = test.events.size();
                    Refusal refusal = test.submit("actor", command);
                    boolean allowed = Permissions.allows(role, command.action(), Phase.LIVE);
                    assertThat(refusal == null || !refusal.code().equals("not_allowed"))
                            .isEqualTo(allowed);
                    if (!allowed) {
                        assertThat(test.events).hasSize(before);
                    }
                }));
            }
        }
        return tests;
    }

    @TestFactory
    List<DynamicTest> anIdleClassRefusesEveryCommand() {
        return COMMANDS.stream()
                .map(command -> DynamicTest.dynamicTest(command.toString(), () -> {
                    TestClass test = new TestClass();
                    assertThat(test.code("ada", command)).isEqualTo("not_started");
                    assertThat(test.events).isEmpty();
                }))
                .toList();
    }

    @Test
    void whoIsNotInTheClassCanDoNothingThere() {
        TestClass test = TestClass.started();
        assertThat(test.code("stranger", new PersonCommand.Chat("hello"))).isEqualTo("not_started");
    }

    @Test
    void onlyAHostStartsAClass() {
        for (Role role : Role.values()) {
            TestClass test = new TestClass();
            test.loop.run(() -> test.classroom.start(TestClass.person("x", role), TestClass.SETUP));
            assertThat(test.live()).isEqualTo(role == Role.HOST);
        }
    }
}
