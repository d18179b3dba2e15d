package lectern.classroom;

import static lectern.account.Role.HOST;
import static lectern.account.Role.OBSERVER;
import static lectern.account.Role.STUDENT;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import lectern.account.Role;
import lectern.classroom.Outcome.Refusal;
import lectern.policy.Policy;
import org.jspecify.annotations.Nullable;

/**
 * Who may do what, and when: the one place that decides it. Asked before a command is looked at. An action that is not
 * listed for a phase is refused to everybody.
 */
public final class Permissions {
    private static final Map<Phase, Map<Action, Set<Role>>> TABLE = new EnumMap<>(Phase.class);

    static {
        // The class has not started: somebody must start it; the others wait.
        allow(Phase.IDLE, Action.START, HOST);
        allow(Phase.IDLE, Action.LEAVE, HOST, STUDENT, OBSERVER);

        allow(Phase.LIVE, Action.ENTER, HOST, STUDENT, OBSERVER);
        allow(Phase.LIVE, Action.LEAVE, HOST, STUDENT, OBSERVER);
        allow(Phase.LIVE, Action.VIEW, HOST, STUDENT, OBSERVER);
        allow(Phase.LIVE, Action.DEVICE, HOST, STUDENT);
        allow(Phase.LIVE, Action.SHARE_SCREEN, HOST);
        allow(Phase.LIVE, Action.HAND, HOST, STUDENT);
        allow(Phase.LIVE, Action.CHAT, HOST, STUDENT);
        allow(Phase.LIVE, Action.LOWER_HAND, HOST);
        allow(Phase.LIVE, Action.MUTE, HOST);
        allow(Phase.LIVE, Action.MUTE_ALL, HOST);
        allow(Phase.LIVE, Action.OPEN_ROOMS, HOST);
        allow(Phase.LIVE, Action.MOVE, HOST);
        allow(Phase.LIVE, Action.VISIT, HOST);
        allow(Phase.LIVE, Action.ANNOUNCE, HOST);
        allow(Phase.LIVE, Action.PEEK, HOST);
        allow(Phase.LIVE, Action.TALK, HOST);
        allow(Phase.LIVE, Action.RULES, HOST);
        allow(Phase.LIVE, Action.HIDE, STUDENT);
        allow(Phase.LIVE, Action.ROOMS_TIMER, HOST);
        allow(Phase.LIVE, Action.CLOSE_ROOMS, HOST);
        allow(Phase.LIVE, Action.RECORD, HOST);
        allow(Phase.LIVE, Action.END, HOST);
    }

    private Permissions() {}

    public static boolean allows(Role role, Action action, Phase phase) {
        return TABLE.getOrDefault(phase, Map.of())
                .getOrDefault(action, Set.of())
                .contains(role);
    }

    /** Why nobody may do this in a class of this school; null when the school has nothing against it. */
    static @Nullable Refusal closed(Action action, Policy policy) {
        if (action == Action.CHAT && !policy.chat()) {
            return new Refusal("chat_off", "Your school has switched the chat off.");
        }
        return action == Action.RECORD && !policy.recording()
                ? new Refusal("recording_off", "Your school does not let classes be recorded.")
                : null;
    }

    private static void allow(Phase phase, Action action, Role first, Role... more) {
        TABLE.computeIfAbsent(phase, p -> new EnumMap<>(Action.class)).put(action, EnumSet.of(first, more));
    }
}
