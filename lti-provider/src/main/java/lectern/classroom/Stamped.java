package lectern.classroom;

/**
 * An event of a session.
 *
 * @param n counts the session's events from 1
 * @param micros class time
 */
public record Stamped(long n, long micros, Event event) {}
