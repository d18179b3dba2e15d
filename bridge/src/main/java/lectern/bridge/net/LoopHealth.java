package lectern.bridge.net;

import java.time.Duration;

/**
 * How a media loop has done since it began.
 *
 * @param turns times around, this one included: tasks, packets, and a tick when it was due
 * @param stalls turns longer than {@link #STALL}: somebody's sound waited
 * @param longestTurn the longest of all
 * @param refusedBySocket UDP packets that the system did not take
 * @param droppedByConnections packets that slow TCP connections had no room for
 * @param refusedConnections TCP connections over a limit
 */
public record LoopHealth(
        long turns,
        long stalls,
        Duration longestTurn,
        long refusedBySocket,
        long droppedByConnections,
        long refusedConnections) {
    /** A packet of speech is as long. */
    public static final Duration STALL = Duration.ofMillis(20);
}
