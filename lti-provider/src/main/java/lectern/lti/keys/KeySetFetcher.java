package lectern.lti.keys;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformHttp;
import lectern.lti.http.PlatformRequest;

/** GET of a key set: at most 256 KiB, within the limits of {@link PlatformHttp}. */
public final class KeySetFetcher implements ResourceRetriever {
    private static final int MAX_BYTES = 256 * 1024;

    private final PlatformHttp http;

    public KeySetFetcher(PlatformHttp http) {
        this.http = http;
    }

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        PlatformAnswer answer;
        try {
            answer = http.send(
                    PlatformRequest.get(URI.create(url.toString()), "application/json, application/jwk-set+json")
                            .atMost(MAX_BYTES));
        } catch (PlatformException e) {
            throw new IOException("The key set cannot be fetched: " + e.getMessage(), e);
        }
        if (answer.status() != 200) {
            throw new IOException("The key set answered " + answer.status() + ".");
        }
        return new Resource(answer.body(), "application/json");
    }
}
