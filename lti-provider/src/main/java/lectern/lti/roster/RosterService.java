package lectern.lti.roster;

import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.lti.http.BackOff;
import lectern.lti.http.LinkHeader;
import lectern.lti.http.Pause;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformRequest;
import lectern.lti.token.ServiceClient;

/** Reads a whole membership list, page by page, and has patience with an LMS that is busy. Blocks. */
final class RosterService {
    static final String SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    static final int MAX_MEMBERS = 2000;
    static final int MAX_PAGES = 500;
    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final int TRIES = 3;
    private static final BackOff PATIENCE = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(20));

    private final ServiceClient client;
    private final Pause pause;

    RosterService(ServiceClient client, Pause pause) {
        this.client = client;
        this.pause = pause;
    }

    /**
     * A list.
     *
     * @param whole false when it was longer than we take
     */
    record Fetched(List<Member> members, boolean whole) {}

    /** Fetches the list; throws with a sentence that has the LMS's words. */
    Fetched fetch(ServiceClient.Grant grant, RosterQuery query) throws PlatformException {
        if (grant.registration().services() != null
                && grant.registration().services().lacks(SCOPE)) {
            throw new PlatformException("The LMS has not allowed Lectern to read course lists. Its admin can allow "
                    + "\"Names and Role Provisioning\" for this tool.");
        }
        List<URI> addresses = query.addresses();
        PlatformAnswer answer = patiently(grant, addresses.get(0));
        for (int i = 1; i < addresses.size() && filterRefused(answer); i++) {
            answer = patiently(grant, addresses.get(i));
        }
        if (!answer.good()) {
            throw refusal(answer);
        }
        return pages(grant, answer);
    }

    private static boolean filterRefused(PlatformAnswer answer) {
        return !answer.good() && answer.status() != 401 && !BackOff.later(answer);
    }

    private Fetched pages(ServiceClient.Grant grant, PlatformAnswer first) throws PlatformException {
        Map<String, Member> members = new LinkedHashMap<>();
        Set<URI> seen = new HashSet<>(Set.of(first.uri()));
        PlatformAnswer answer = first;
        for (int page = 1; ; page++) {
            for (Member member : MembershipPage.read(answer.body())) {
                if (members.size() >= MAX_MEMBERS && !members.containsKey(member.sub())) {
                    return new Fetched(List.copyOf(members.values()), false);
                }
                members.put(member.sub(), member);
            }
            Optional<URI> next = LinkHeader.next(answer);
            if (next.isEmpty() || !seen.add(next.get())) {
                return new Fetched(List.copyOf(members.values()), true);
            }
            if (page == MAX_PAGES) {
                return new Fetched(List.copyOf(members.values()), false);
            }
            answer = patiently(grant, next.get());
            if (!answer.good()) {
                throw refusal(answer);
            }
        }
    }

    private PlatformAnswer patiently(ServiceClient.Grant grant, URI uri) throws PlatformException {
        PlatformRequest request = PlatformRequest.get(uri, MembershipPage.TYPE).atMost(MAX_BYTES);
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

    private static PlatformException refusal(PlatformAnswer answer) {
        return new PlatformException(
                "The LMS did not give the list of its course (" + answer.status() + "): " + answer.shownBody());
    }
}
