package lectern.practice.wire;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Words that nobody can guess, each good once and for an hour, with what it stands for. Any thread. */
public final class Tickets<T> {

    static final int LIMIT = 500;
    static final Duration LIFE = Duration.ofHours(1);

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open<T>> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open<T>> eldest) {
            return size() > LIMIT;
        }
    };

    public Tickets(Clock clock) {
        this.clock = clock;
    }

    private record Open<T>(T what, Instant until) {}

    /** A new word for something. */
    public String give(T what) {
        String word = word();
        synchronized (open) {
            open.put(word, new Open<>(what, clock.instant().plus(LIFE)));
        }
        return word;
    }

    /** What a word stands for; it is used up then. */
    public Optional<T> take(@Nullable String word) {
        synchronized (open) {
            return Optional.ofNullable(open.remove(word))
                    .filter(o -> clock.instant().isBefore(o.until()))
                    .map(Open::what);
        }
    }

    /** A word that stands for nothing. */
    public String word() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
