package lectern.lti.token;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import lectern.lti.http.BackOff;
import lectern.lti.http.LinkHeader;
import lectern.lti.http.Pause;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformRequest;

/** Reads a list of a service page by page, and has patience with an LMS that is busy. Blocks. */
public final class ServicePages {
    /** Most pages of one list. */
    public static final int MAX_PAGES = 500;

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int TRIES = 3;
    private static final BackOff PATIENCE = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final ServiceClient client;
    private final Pause pause;

    public ServicePages(ServiceClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /** Takes one page's body. */
    @FunctionalInterface
    public interface Reader {
        /** Reads it, and says whether more is wanted. */
        boolean take(String body) throws PlatformException;
    }

    /** The first page, of any status; tried again while the LMS asks for that. */
    public PlatformAnswer first(ServiceClient.Grant grant, URI uri, String accept) throws PlatformException {
        PlatformRequest request = PlatformRequest.get(uri, accept).atMost(MAX_BYTES);
        for (int tries = 1; ; tries++) {
            PlatformAnswer answer = client.send(grant, request);
            if (!BackOff.later(answer) || tries == TRIES) {
                return answer;
            }
            try {
                pause.take(PATIENCE.after(tries, answer));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new PlatformException("The call was interrupted.", e);
            }
        }
    }

    /**
     * What to read, and how.
     *
     * @param refusal what to say of an answer that is no page
     */
    public record List(ServiceClient.Grant grant, String accept, Function<PlatformAnswer, PlatformException> refusal) {}

    /**
     * Reads a first page and those that follow it (RFC 8288), each once.
     *
     * @return whether the list came to its end
     */
    public boolean read(List list, PlatformAnswer first, Reader reader) throws PlatformException {
        Set<URI> seen = new HashSet<>(Set.of(first.uri()));
        PlatformAnswer answer = first;
        for (int page = 1; ; page++) {
            if (!answer.good()) {
                throw list.refusal().apply(answer);
            }
            if (!reader.take(answer.body())) {
                return false;
            }
            Optional<URI> next = LinkHeader.next(answer);
            if (next.isEmpty() || !seen.add(next.get())) {
                return true;
            }
            if (page == MAX_PAGES) {
                return false;
            }
            answer = first(list.grant(), next.get(), list.accept());
        }
    }
}
