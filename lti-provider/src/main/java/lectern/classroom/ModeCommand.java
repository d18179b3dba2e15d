package lectern.classroom;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Commands about who hears and sees whom beside the rooms: looking in, speaking elsewhere, and the class's rules. */
public sealed interface ModeCommand extends Command {
    /**
     * The actor sees and hears another room than their own without being seen or listed there; null ends it.
     *
     * @param room to look into
     */
    record Peek(@Nullable Integer room) implements ModeCommand {
        @Override
        public Action action() {
            return Action.PEEK;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            Integer present = actor.peek();
            if (room == null) {
                return present == null ? Outcome.NOTHING : Outcome.of(new Event.Peek(actor.id(), null));
            }
            if (!state.rules().peek()) {
                return Outcome.refused("peek_off", "This class does not let teachers look into rooms unseen.");
            }
            if (!state.roomsOpen()) {
                return Outcome.roomsNotOpen();
            }
            if (!state.hasRoom(room)) {
                return Outcome.noSuchRoom();
            }
            if (actor.room() == room) {
                return Outcome.refused("same_room", "You are in that room.");
            }
            return room.equals(present) ? Outcome.NOTHING : Outcome.of(new Event.Peek(actor.id(), room));
        }
    }

    /** The actor's voice goes to this address instead of their own room, for a while; null for their own room again. */
    record Talk(@Nullable Address to) implements ModeCommand {
        /** Nobody forgets for longer than this that they speak elsewhere. */
        public static final long MAX_SECONDS = 180;

        @Override
        public Action action() {
            return Action.TALK;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            if (to == null) {
                return actor.address() == null ? Outcome.NOTHING : Outcome.of(new Event.Talk(actor.id(), null, null));
            }
            Outcome refused = refusal(to, state, actor);
            return refused != null
                    ? refused
                    : Outcome.of(new Event.Talk(actor.id(), to, now + TimeUnit.SECONDS.toMicros(MAX_SECONDS)));
        }

        private static @Nullable Outcome refusal(Address to, ClassState state, Participant actor) {
            if (to.person() != null) {
                boolean other = !to.person().equals(actor.id());
                return other && state.present(to.person()).isPresent() ? null : Outcome.noSuchPerson();
            }
            if (!state.roomsOpen()) {
                return Outcome.roomsNotOpen();
            }
            if (to.room() != null && !state.hasRoom(to.room())) {
                return Outcome.noSuchRoom();
            }
            return to.room() != null && to.room() == actor.room()
                    ? Outcome.refused("same_room", "You are in that room.")
                    : null;
        }
    }

    /** Whom students see and hear; takes effect at once. */
    record SetRules(boolean seeHostsOnly, boolean hearHostsOnly) implements ModeCommand {
        @Override
        public Action action() {
            return Action.RULES;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            Rules rules = new Rules(state.rules().peek(), seeHostsOnly, hearHostsOnly);
            return rules.equals(state.rules()) ? Outcome.NOTHING : Outcome.of(new Event.RulesSet(rules));
        }
    }

    /** The actor's camera is for hosts only, or for the room again; it holds when the person leaves and comes back. */
    record Hide(boolean on) implements ModeCommand {
        @Override
        public Action action() {
            return Action.HIDE;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return actor.hidden() == on ? Outcome.NOTHING : Outcome.of(new Event.Hidden(actor.id(), on));
        }
    }
}
