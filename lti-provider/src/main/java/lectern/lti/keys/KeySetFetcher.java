package lectern.lti.keys;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformHttp;
import lectern.lti.http.PlatformRequest;
import org.jspecify.annotations.Nullable;

/**
 * GET of a key set: at most 256 KiB, within the limits of {@link PlatformHttp}. Remembers of {@value #MAX_REMEMBERED} key
 * sets how the last call went. Thread-safe.
 */
public final class KeySetFetcher implements ResourceRetriever {
    private static final int MAX_BYTES = 256 * 1024;
    private static final int MAX_REMEMBERED = 1000;

    private final PlatformHttp http;
    private final Clock clock;
    private final Map<URI, Fetched> fetched = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<URI, Fetched> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    public KeySetFetcher(PlatformHttp http) {
        this(http, Clock.systemUTC());
    }

    public KeySetFetcher(PlatformHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * How fetching a key set went.
     *
     * @param goodAt when it came the last time; null if it never did since the start
     * @param triedAt the last time that it was asked for
     * @param problem of the last time, one sentence for an admin; null when it came
     */
    public record Fetched(
            @Nullable Instant goodAt,
            Instant triedAt,
            @Nullable String problem) {}

    /** How the last fetch went; empty when there was none since the start. */
    public Optional<Fetched> last(URI url) {
        synchronized (fetched) {
            return Optional.ofNullable(fetched.get(url));
        }
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        try {
            Resource resource = fetch(url);
            note(url, null);
            return resource;
        } catch (IOException e) {
            note(url, String.valueOf(e.getMessage()));
            throw e;
        }
    }

    private void note(URL url, @Nullable String problem) {
        URI uri = URI.create(url.toString());
        Instant now = clock.instant();
        synchronized (fetched) {
            Fetched before = fetched.get(uri);
            Instant good = problem == null ? now : before == null ? null : before.goodAt();
            fetched.put(uri, new Fetched(good, now, problem));
        }
    }

    /**
     * Asks for a key set now, for whoever wants to know whether it can be had.
     *
     * @throws IOException with a sentence for an admin
     */
    public void check(URI url) throws IOException {
        Resource resource = retrieveResource(url.toURL());
        try {
            JWKSet.parse(resource.getContent());
        } catch (ParseException e) {
            note(url.toURL(), "The address answers, but not with a key set (JWKS).");
            throw new IOException("The address answers, but not with a key set (JWKS).", e);
        }
    }

    private Resource fetch(URL url) throws IOException {
        PlatformAnswer answer;
        try {
            answer = http.send(
                    PlatformRequest.get(URI.create(url.toString()), "application/json, application/jwk-set+json")
                            .atMost(MAX_BYTES));
        } catch (PlatformException e) {
            throw new IOException("The key set cannot be fetched: " + e.getMessage(), e);
        }
        if (answer.status() != 200) {
            String said = answer.shownBody();
            throw new IOException("The key set answered " + answer.status() + (said.isEmpty() ? "." : ": " + said));
        }
        return new Resource(answer.body(), "application/json");
    }
}
