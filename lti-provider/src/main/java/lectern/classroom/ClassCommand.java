package lectern.classroom;

/** Commands about the class as a whole, and leaving it. */
public sealed interface ClassCommand extends Command {
    record SetRecording(boolean on) implements ClassCommand {
        @Override
        public Action action() {
            return Action.RECORD;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return state.recording() == on ? Outcome.NOTHING : Outcome.of(new Event.Recording(on));
        }
    }

    /** Ends the class for everybody. */
    record End() implements ClassCommand {
        @Override
        public Action action() {
            return Action.END;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return Outcome.of(new Event.Ended(actor.id()));
        }
    }

    record Leave() implements ClassCommand {
        @Override
        public Action action() {
            return Action.LEAVE;
        }

        @Override
        public Outcome decide(ClassState state, Participant actor, long now) {
            return Outcome.of(new Event.Left(actor.id()));
        }
    }
}
