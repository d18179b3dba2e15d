package lectern.web;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * So many times in so long, for each key and for all of them together. Windows begin with the first call in them. Any
 * thread.
 */
public final class RateLimit {
    private final Clock clock;
    private final Duration window;
    private final int each;
    private final int all;
    private final Map<String, Integer> counts = new HashMap<>();
    private long begun;
    private int total;

    /**
     * @param each calls of one key in a window
     * @param all calls of all keys in a window, which also bounds what is remembered
     */
    public RateLimit(Clock clock, Duration window, int each, int all) {
        this.clock = clock;
        this.window = window;
        this.each = each;
        this.all = all;
    }

    /** Counts a call; false when it is one too many. */
    public synchronized boolean allows(String key) {
        long now = clock.millis();
        if (now - begun >= window.toMillis() || now < begun) {
            begun = now;
            total = 0;
            counts.clear();
        }
        if (total >= all || counts.getOrDefault(key, 0) >= each) {
            return false;
        }
        total++;
        counts.merge(key, 1, Integer::sum);
        return true;
    }
}
