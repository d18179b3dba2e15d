package lectern.classroom;

/** Tells a stored session again, event by event: what was the case after each. For one thread. */
public final class Retelling {
    private final ClassState state = new ClassState();

    /** Takes in the session's next event. */
    public ClassState tell(Stamped stamped) {
        state.apply(stamped, 0);
        return state;
    }
}
