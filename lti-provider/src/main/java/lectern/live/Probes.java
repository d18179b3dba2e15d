package lectern.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import lectern.account.Tokens;
import lectern.bridge.Bridge;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ice.TurnServers;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Connections that only show which path through the network works: an endpoint for each, in a conference of nobody,
 * gone after {@link #LIFETIME}. A person has one at a time. Any thread.
 */
public final class Probes implements AutoCloseable {
    public static final Duration LIFETIME = Duration.ofSeconds(15);

    private static final int MAX_OPEN = 32;
    private static final int STARTS_PER_MINUTE = 6;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Conference.Slots SLOTS = new Conference.Slots(1, 1);
    private static final long LOOP_MILLIS = 2_000;

    private final Bridge bridge;
    private final IceServers relays;
    private final LongSupplier nanos;
    private final Map<String, Probe> byPerson = new HashMap<>();
    private final Map<String, ArrayDeque<Long>> starts = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "probes");
        thread.setDaemon(true);
        return thread;
    });

    private record Probe(String id, Conference conference) {}

    /** An offer whose candidates are of one kind. */
    public record Path(String path, String sdp) {}

    /**
     * What the page needs to try.
     *
     * @param ice relays for the path {@code turn}
     * @param seconds until the server ends it
     */
    public record Opened(String id, List<Path> paths, List<TurnServers.Credential> ice, long seconds) {}

    public Probes(Bridge bridge, IceServers relays, LongSupplier nanos) {
        this.bridge = bridge;
        this.relays = relays;
        this.nanos = nanos;
    }

    /**
     * Begins a check; the person's former one ends.
     *
     * @throws ApiError {@code too_many} or {@code busy}
     */
    public Opened open(String person) {
        Probe probe = admit(person);
        var unused = timer.schedule(() -> end(person, probe.id()), LIFETIME.toMillis(), TimeUnit.MILLISECONDS);
        List<TurnServers.Credential> ice = relays.of(person);
        List<Path> paths = new ArrayList<>();
        offer(probe, "udp", " udp ", paths);
        offer(probe, "tcp", " tcp ", paths);
        if (!ice.isEmpty()) {
            offer(probe, "turn", " udp ", paths);
        }
        return new Opened(probe.id(), paths, ice, LIFETIME.toSeconds());
    }

    private synchronized Probe admit(String person) {
        long now = nanos.getAsLong();
        forgetStarts(now);
        ArrayDeque<Long> recent = starts.computeIfAbsent(person, name -> new ArrayDeque<>());
        if (recent.size() >= STARTS_PER_MINUTE) {
            throw ApiError.tooMany("The connection was checked a moment ago. Try again in a minute.");
        }
        Probe former = byPerson.remove(person);
        if (former != null) {
            former.conference().close();
        }
        if (byPerson.size() >= MAX_OPEN) {
            throw ApiError.busy();
        }
        recent.addLast(now);
        String id = new Tokens().fresh().substring(0, 22);
        Probe probe = new Probe(id, bridge.open("probe-" + id, new Nobody()));
        byPerson.put(person, probe);
        return probe;
    }

    private void forgetStarts(long now) {
        for (Iterator<ArrayDeque<Long>> each = starts.values().iterator(); each.hasNext(); ) {
            ArrayDeque<Long> recent = each.next();
            while (!recent.isEmpty() && now - recent.getFirst() > MINUTE) {
                recent.removeFirst();
            }
            if (recent.isEmpty()) {
                each.remove();
            }
        }
    }

    private static void offer(Probe probe, String path, String kept, List<Path> paths) {
        try {
            String whole = probe.conference()
                    .join(path, SLOTS)
                    .orTimeout(LOOP_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
            String sdp = whole.lines()
                    .filter(line -> !line.startsWith("a=candidate:") || line.contains(kept))
                    .collect(Collectors.joining("\r\n", "", "\r\n"));
            if (sdp.contains("a=candidate:")) {
                paths.add(new Path(path, sdp));
            }
        } catch (CompletionException e) {
            throw ApiError.busy();
        }
    }

    /**
     * Takes the page's answer for one path.
     *
     * @throws ApiError {@code not_found}, or {@code bad_request} when the answer does not match the offer
     */
    public void answer(String person, String id, String path, String sdp) {
        Probe probe = find(person, id);
        if (probe == null || !Set.of("udp", "tcp", "turn").contains(path)) {
            throw ApiError.notFound("This check is over. Start another.");
        }
        try {
            probe.conference()
                    .answer(path, sdp)
                    .orTimeout(LOOP_MILLIS, TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            throw ApiError.badRequest("The answer does not match the offer.");
        }
    }

    private synchronized @Nullable Probe find(String person, String id) {
        Probe probe = byPerson.get(person);
        return probe != null && probe.id().equals(id) ? probe : null;
    }

    /** Idempotent; what is somebody else's is left alone. */
    public synchronized void end(String person, String id) {
        Probe probe = find(person, id);
        if (probe != null) {
            byPerson.remove(person);
            probe.conference().close();
        }
    }

    /** Probes that are open now. */
    synchronized int open() {
        return byPerson.size();
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
        byPerson.values().forEach(probe -> probe.conference().close());
        byPerson.clear();
    }

    /** The page itself sees whether it connected. */
    private static final class Nobody implements ConferenceListener {}
}
