package lectern.lti.roster;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.web.Query;

/**
 * Which list is wanted (NRPS 2.0 §2.4.1): the students, of one link when one is named. The LMS's address may have a query
 * of its own, which stays.
 *
 * @param link the LMS's id of the link, or empty for the whole course
 * @param groups whether each member's groups are wanted too (Course Groups Service 1.0)
 */
public record RosterQuery(URI memberships, String link, boolean groups) {
    private static final String LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner";
    /** More a page than some LMS gives, which is its right. */
    private static final String LIMIT = "100";

    /** The addresses to try, the next when the LMS refuses a filter of the one before. */
    List<URI> addresses() {
        List<URI> addresses = new ArrayList<>();
        if (!link.isEmpty()) {
            addresses.add(with(Map.of("rlid", link, "role", LEARNER)));
            addresses.add(with(Map.of("rlid", link)));
        }
        addresses.add(with(Map.of("role", LEARNER)));
        addresses.add(with(Map.of()));
        if (groups) {
            addresses.addAll(new RosterQuery(memberships, link, false).addresses());
        }
        return addresses;
    }

    private URI with(Map<String, String> filters) {
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("limit", LIMIT);
        if (groups) {
            query.put("groups", "true");
        }
        return URI.create(Query.append(memberships.toString(), query));
    }
}
