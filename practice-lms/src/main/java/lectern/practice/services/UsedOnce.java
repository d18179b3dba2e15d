package lectern.practice.services;

import java.util.LinkedHashMap;
import java.util.Map;

/** Identifiers that may come once: {@code jti} and {@code nonce}. Keeps the newest {@value #LIMIT}. Any thread. */
final class UsedOnce {

    static final int LIMIT = 10_000;

    private final Map<String, Boolean> seen = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > LIMIT;
        }
    };

    /** Whether it is here for the first time. */
    synchronized boolean first(String id) {
        return seen.put(id, Boolean.TRUE) == null;
    }
}
