package lectern.practice.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The connections to the tool: the one made by hand, and those that the tool registered itself. New launches use one of
 * them; services know all. Any thread.
 */
public final class Registrations {

    static final int LIMIT = 50;

    private final Map<String, Registration> byClient = new LinkedHashMap<>();
    private String active;

    public Registrations(Registration byHand) {
        byClient.put(byHand.clientId(), byHand);
        active = byHand.clientId();
    }

    /** The one that launches are made with. */
    public synchronized Registration active() {
        return Optional.ofNullable(byClient.get(active)).orElseThrow();
    }

    public synchronized Optional<Registration> of(@Nullable String clientId) {
        return clientId == null ? Optional.empty() : Optional.ofNullable(byClient.get(clientId));
    }

    public synchronized List<Registration> all() {
        return new ArrayList<>(byClient.values());
    }

    /** Whether there was room; an existing one is replaced. */
    public synchronized boolean put(Registration registration) {
        if (byClient.size() >= LIMIT && !byClient.containsKey(registration.clientId())) {
            return false;
        }
        byClient.put(registration.clientId(), registration);
        return true;
    }

    public synchronized void activate(Registration registration) {
        if (byClient.containsKey(registration.clientId())) {
            active = registration.clientId();
        }
    }
}
