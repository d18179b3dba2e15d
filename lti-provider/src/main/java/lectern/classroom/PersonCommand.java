package lectern.classroom;

import java.util.ArrayList;
import java.util.List;
import lectern.account.Role;

/** Commands about people: their devices, hands, words and microphones. */
public sealed interface PersonCommand extends Command {
    /** What the actor's browser sends. */
    record Device(boolean mic, boolean camera, boolean screen) implements PersonCommand {
        @Override
        public Action action() {
            return screen ? Action.SHARE_SCREEN : Action.DEVICE;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            if (actor.mic() == mic && actor.camera() == camera && actor.screen() == screen) {
                return Outcome.NOTHING;
            }
            return Outcome.of(new Event.Device(actor.id(), mic, camera, screen));
        }
    }

    record Hand(boolean up) implements PersonCommand {
        @Override
        public Action action() {
            return Action.HAND;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return hand(state, actor, up);
        }
    }

    record LowerHand(String person) implements PersonCommand {
        @Override
        public Action action() {
            return Action.LOWER_HAND;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return state.present(person).map(p -> hand(state, p, false)).orElseGet(Outcome::noSuchPerson);
        }
    }

    private static Outcome hand(ClassState state, Participant whose, boolean up) {
        return state.hands().contains(whose.id()) == up ? Outcome.NOTHING : Outcome.of(new Event.Hand(whose.id(), up));
    }

    /** A line to the room that the actor is in. */
    record Chat(String text) implements PersonCommand {
        public static final int MAX_LENGTH = 2_000;

        @Override
        public Action action() {
            return Action.CHAT;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return Outcome.of(new Event.Chat(state.lastChat() + 1, actor.id(), actor.room(), text));
        }
    }

    /** Stops one microphone at the bridge, or lets it through; it holds when the person leaves and comes back. */
    record Mute(String person, boolean on) implements PersonCommand {
        @Override
        public Action action() {
            return Action.MUTE;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return state.present(person).map(p -> Outcome.of(muting(p, on))).orElseGet(Outcome::noSuchPerson);
        }
    }

    /**
     * Mutes every student, later ones too, or lets every student through. Between the two, single students can be let
     * through by {@link Mute}.
     */
    record MuteAll(boolean on) implements PersonCommand {
        @Override
        public Action action() {
            return Action.MUTE_ALL;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            List<Event> events = new ArrayList<>();
            if (state.muteAll() != on) {
                events.add(new Event.MutedAll(on));
            }
            // Those who left are muted too: leaving and coming back is no way around it.
            for (Participant p : state.everybody()) {
                if (p.person().role() == Role.STUDENT) {
                    events.addAll(muting(p, on));
                }
            }
            return Outcome.of(events);
        }
    }

    private static List<Event> muting(Participant p, boolean on) {
        if (p.muted() == on) {
            return List.of();
        }
        return on && p.speaking()
                ? List.of(new Event.Muted(p.id(), true), new Event.Speaking(p.id(), false))
                : List.of(new Event.Muted(p.id(), on));
    }
}
