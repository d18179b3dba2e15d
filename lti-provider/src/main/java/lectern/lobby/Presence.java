package lectern.lobby;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Whose lobby page is open: those who asked within the last seconds, as the page asks every two. At most {@value #MAX}
 * pages are kept; more are not counted. Thread-safe.
 */
final class Presence {
    private static final Duration FRESH = Duration.ofSeconds(7);
    static final int MAX = 20_000;

    private final LongSupplier nanos;
    private final Map<Page, Long> seen = new HashMap<>();
    private long prunedAt;

    private record Page(long classId, String person) {}

    Presence(LongSupplier nanos) {
        this.nanos = nanos;
        this.prunedAt = nanos.getAsLong();
    }

    /** The person's page of the class asked just now. */
    synchronized void seen(long classId, String person) {
        prune();
        Page page = new Page(classId, person);
        if (seen.size() < MAX || seen.containsKey(page)) {
            seen.put(page, nanos.getAsLong());
        }
    }

    /** Everybody whose page of the class is open. */
    synchronized Set<String> of(long classId) {
        prune();
        Set<String> people = new HashSet<>();
        seen.forEach((page, at) -> {
            if (page.classId() == classId && fresh(at)) {
                people.add(page.person());
            }
        });
        return people;
    }

    private boolean fresh(long at) {
        return nanos.getAsLong() - at < FRESH.toNanos();
    }

    private void prune() {
        if (!fresh(prunedAt)) {
            prunedAt = nanos.getAsLong();
            seen.values().removeIf(at -> !fresh(at));
        }
    }
}
