package lectern.practice.trace;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The last {@value #LIMIT} hops, newest first. Signatures and access tokens are not in it. Any thread. */
public final class Trace {

    static final int LIMIT = 200;

    private final Clock clock;
    private final Deque<Hop> hops = new ArrayDeque<>();
    private long next = 1;

    public Trace(Clock clock) {
        this.clock = clock;
    }

    /**
     * One step.
     *
     * @param title what happened, for a person
     * @param content as it went over the wire, decoded
     * @param checks what a tool has to look at, empty where there is nothing to check
     */
    public record Hop(long id, Instant at, String title, Map<String, Object> content, List<Check> checks) {
        public Hop {
            content = Collections.unmodifiableMap(content);
            checks = List.copyOf(checks);
        }
    }

    /** Adds a hop and forgets the oldest past the limit. */
    public synchronized void add(String title, Map<String, Object> content, List<Check> checks) {
        hops.addFirst(new Hop(next++, clock.instant(), title, content, checks));
        if (hops.size() > LIMIT) {
            hops.removeLast();
        }
    }

    public synchronized List<Hop> newestFirst() {
        return new ArrayList<>(hops);
    }

    public synchronized Optional<Hop> hop(String id) {
        return hops.stream().filter(h -> Long.toString(h.id()).equals(id)).findFirst();
    }
}
