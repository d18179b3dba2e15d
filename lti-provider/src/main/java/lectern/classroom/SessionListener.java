package lectern.classroom;

/** Follows a session's events, on the class's loop, after the state and the audience have changed. */
public interface SessionListener {
    /** The class has started; its first events follow. */
    default void started(Session session, ClassState state) {}

    /** One event. Events of one command follow each other with the state that results from them all. */
    default void happened(Session session, ClassState state, Stamped stamped) {}

    /** The class is over, everything was told. */
    default void ended(Session session, ClassState state, long endMicros) {}
}
