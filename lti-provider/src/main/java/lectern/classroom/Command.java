package lectern.classroom;

/** What a person in the class asks for. Values are checked where they come in; what they mean is decided here. */
public sealed interface Command permits PersonCommand, RoomCommand, ModeCommand, ClassCommand {
    /** The row of {@link Permissions} that says who may. */
    Action action();

    /**
     * What happens, without doing it: looks at the state, changes nothing.
     *
     * @param actor present, and allowed by {@link Permissions}
     * @param now class time in microseconds
     */
    Outcome decide(ClassState state, Participant actor, long now);
}
