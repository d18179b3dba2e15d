package lectern.practice.services;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.practice.platform.Registration;

/** The access tokens that are out. Past {@value #LIMIT} the oldest is forgotten. Any thread. */
public final class AccessTokens {

    static final Duration LIFE = Duration.ofHours(1);
    static final int LIMIT = 1_000;

    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Grant> grants = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Grant> eldest) {
            return size() > LIMIT;
        }
    };

    public AccessTokens(Clock clock) {
        this.clock = clock;
    }

    /** What a token is good for. */
    public record Grant(Registration registration, Set<String> scopes, Instant until) {
        public Grant {
            scopes = Set.copyOf(scopes);
        }
    }

    String issue(Registration registration, Set<String> scopes) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        synchronized (grants) {
            grants.put(token, new Grant(registration, scopes, clock.instant().plus(LIFE)));
        }
        return token;
    }

    Optional<Grant> of(String token) {
        synchronized (grants) {
            return Optional.ofNullable(grants.get(token))
                    .filter(grant -> clock.instant().isBefore(grant.until()));
        }
    }
}
