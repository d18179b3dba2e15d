package lectern.lti.keys;

import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.ResourceRetriever;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lectern.settings.Loopback;

/**
 * GET of a key set: https (http to this machine only), no redirects, at most 256 KiB, 10 seconds in all.
 */
public final class KeySetFetcher implements ResourceRetriever {
    private static final int MAX_BYTES = 256 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @Override
    public Resource retrieveResource(URL url) throws IOException {
        URI uri = URI.create(url.toString());
        if (!uri.getScheme().equals("https") && !Loopback.is(uri.getHost())) {
            throw new IOException("Keys are fetched over https only.");
        }
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("User-Agent", "Lectern")
                .header("Accept", "application/json, application/jwk-set+json")
                .timeout(TOTAL)
                .build();
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(request, info -> new BoundedBody(MAX_BYTES));
        HttpResponse<String> response = await(answer);
        if (response.statusCode() != 200) {
            throw new IOException("The key set answered " + response.statusCode() + ".");
        }
        return new Resource(response.body(), "application/json");
    }

    private static HttpResponse<String> await(CompletableFuture<HttpResponse<String>> answer) throws IOException {
        try {
            return answer.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("The key set did not answer in time.", e);
        } catch (ExecutionException e) {
            throw new IOException("The key set cannot be fetched: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted.", e);
        }
    }
}
