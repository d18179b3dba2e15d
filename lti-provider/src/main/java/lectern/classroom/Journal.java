package lectern.classroom;

/**
 * Where sessions and their events go, in the order of the calls. Called on the classes' loops and must not block: what
 * is told here is stored a moment later.
 */
public interface Journal {
    void opened(Session session);

    /**
     * One event.
     *
     * @param personKey the store's key of the person it is about, 0 for the class
     */
    void append(Session session, Stamped stamped, long personKey);

    void closed(Session session, long endMicros);
}
