package lectern.lti.roster;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.lti.http.BackOff;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.token.ServiceClient;
import lectern.lti.token.ServicePages;

/** Reads a whole membership list (NRPS 2.0). Blocks. */
public final class RosterService {
    public static final String SCOPE = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    static final int MAX_MEMBERS = 2000;

    private final ServicePages pages;

    public RosterService(ServicePages pages) {
        this.pages = pages;
    }

    /**
     * A list.
     *
     * @param whole false when it was longer than we take
     */
    public record Fetched(List<Member> members, boolean whole) {}

    /** Fetches the list; throws with a sentence that has the LMS's words. */
    public Fetched fetch(ServiceClient.Grant grant, RosterQuery query) throws PlatformException {
        if (grant.registration().services() != null
                && grant.registration().services().lacks(SCOPE)) {
            throw new PlatformException("The LMS has not allowed Lectern to read course lists. Its admin can allow "
                    + "\"Names and Role Provisioning\" for this tool.");
        }
        List<URI> addresses = query.addresses();
        PlatformAnswer answer = pages.first(grant, addresses.get(0), MembershipPage.TYPE);
        for (int i = 1; i < addresses.size() && filterRefused(answer); i++) {
            answer = pages.first(grant, addresses.get(i), MembershipPage.TYPE);
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
        boolean whole =
                pages.read(new ServicePages.List(grant, MembershipPage.TYPE, RosterService::refusal), first, body -> {
                    for (Member member : MembershipPage.read(body)) {
                        if (members.size() >= MAX_MEMBERS && !members.containsKey(member.sub())) {
                            return false;
                        }
                        members.put(member.sub(), member);
                    }
                    return true;
                });
        return new Fetched(List.copyOf(members.values()), whole);
    }

    private static PlatformException refusal(PlatformAnswer answer) {
        return new PlatformException(
                "The LMS did not give the list of its course (" + answer.status() + "): " + answer.shownBody());
    }
}
