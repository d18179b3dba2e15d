package lectern.lti.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * HTTP to platforms: 5 s to connect, 10 s in all, bodies of bounded length, at most three redirects of a GET, each
 * checked like the first address. An answer of any status is an answer; what cannot be had throws.
 */
public final class PlatformHttp {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration TOTAL = Duration.ofSeconds(10);
    private static final int REDIRECTS = 3;

    private final AddressGuard guard;
    private final ClockOffsets clocks;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public PlatformHttp(AddressGuard guard) {
        this(guard, new ClockOffsets(Clock.systemUTC()));
    }

    /** @param clocks learns from each answer how far the platform's clock is from ours */
    public PlatformHttp(AddressGuard guard, ClockOffsets clocks) {
        this.guard = guard;
        this.clocks = clocks;
    }

    public ClockOffsets clocks() {
        return clocks;
    }

    /**
     * Whether we would call an address, without calling it.
     *
     * @throws PlatformException one sentence for an admin
     */
    public void check(URI uri) throws PlatformException {
        guard.check(uri);
    }

    /** Asks and waits for the answer. */
    public PlatformAnswer send(PlatformRequest request) throws PlatformException {
        PlatformRequest asked = request;
        for (int hops = 0; ; hops++) {
            PlatformAnswer answer = once(asked);
            Optional<URI> next = redirect(asked, answer);
            if (next.isEmpty()) {
                return answer;
            }
            if (hops == REDIRECTS) {
                throw new PlatformException(host(asked) + " redirects in circles.");
            }
            asked = asked.to(next.get());
        }
    }

    /** Only a GET without credentials may be led elsewhere: a token is for the host that it was made for. */
    private static Optional<URI> redirect(PlatformRequest asked, PlatformAnswer answer) throws PlatformException {
        boolean follows = asked.method().equals("GET")
                && !asked.headers().containsKey("Authorization")
                && answer.status() >= 301
                && answer.status() <= 308
                && answer.status() != 304;
        Optional<String> location = follows ? answer.header("Location") : Optional.empty();
        if (location.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(asked.uri().resolve(location.get()));
        } catch (IllegalArgumentException e) {
            throw new PlatformException(host(asked) + " redirects to something that is no address.", e);
        }
    }

    private PlatformAnswer once(PlatformRequest request) throws PlatformException {
        guard.check(request.uri());
        HttpRequest.Builder builder = HttpRequest.newBuilder(request.uri())
                .header("User-Agent", "Lectern")
                .timeout(TOTAL);
        request.headers().forEach(builder::header);
        String body = request.body();
        builder.method(
                request.method(),
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        Instant sent = clocks.now();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(builder.build(), info -> new BoundedBody(request.maxBytes()));
        HttpResponse<String> response = await(request, answer);
        clocks.answered(host(request), sent, response.headers());
        return new PlatformAnswer(response.statusCode(), response.headers(), response.body(), request.uri());
    }

    private static HttpResponse<String> await(PlatformRequest request, CompletableFuture<HttpResponse<String>> answer)
            throws PlatformException {
        try {
            return answer.get(TOTAL.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new PlatformException(host(request) + " did not answer within " + TOTAL.toSeconds() + " seconds.", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new PlatformException(host(request) + " cannot be reached: " + cause.getMessage(), e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PlatformException("The call was interrupted.", e);
        }
    }

    private static String host(PlatformRequest request) {
        return String.valueOf(request.uri().getHost());
    }
}
