package lectern.bridge;

import java.util.List;

/**
 * How one media loop has done since the bridge opened.
 *
 * @param loop its number, from 0
 * @param conferences ids of the conferences that are on it now
 * @param strangers datagrams dropped of addresses that are no endpoint's
 * @param turns times around: tasks, packets, and a tick when it was due
 * @param stalls turns of more than 20 ms: somebody's sound waited
 * @param longestTurnMicros the longest turn of all, in microseconds
 * @param refusedBySocket UDP packets that the system did not take
 * @param droppedByConnections packets that slow TCP connections had no room for
 * @param refusedConnections TCP connections over a limit
 */
public record LoopStats(
        int loop,
        List<String> conferences,
        long strangers,
        long turns,
        long stalls,
        long longestTurnMicros,
        long refusedBySocket,
        long droppedByConnections,
        long refusedConnections) {
    public LoopStats {
        conferences = List.copyOf(conferences);
    }
}
