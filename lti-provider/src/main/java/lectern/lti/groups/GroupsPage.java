package lectern.lti.groups;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import lectern.account.ShownText;
import lectern.lti.http.PlatformException;
import lectern.web.Json;

/** Pages of groups and of sets (Course Groups Service 1.0). Entries without an id are left out. */
final class GroupsPage {
    static final String GROUPS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";
    static final String SETS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json";
    private static final int MAX_ID = 255;

    private GroupsPage() {}

    /** @param set the id of its set, or empty */
    record Listed(String id, String name, String set) {}

    static List<Listed> groups(String body) throws PlatformException {
        return read(body, "groups");
    }

    static List<Listed> sets(String body) throws PlatformException {
        return read(body, "sets");
    }

    private static List<Listed> read(String body, String list) throws PlatformException {
        JsonNode entries;
        try {
            entries = Json.shared().readTree(body).path(list);
        } catch (JsonProcessingException e) {
            throw new PlatformException("The LMS answered something that is no list of " + list + ".", e);
        }
        if (!entries.isArray()) {
            throw new PlatformException("The LMS answered without a list of " + list + ".");
        }
        List<Listed> read = new ArrayList<>();
        for (JsonNode entry : entries) {
            String id = entry.path("id").asText("");
            String set = entry.path("set_id").asText("");
            if (!id.isEmpty() && id.length() <= MAX_ID) {
                String name = ShownText.of(entry.path("name").asText(""));
                read.add(new Listed(id, name.isEmpty() ? "Group " + ShownText.of(id) : name, fitting(set)));
            }
        }
        return read;
    }

    private static String fitting(String set) {
        return set.length() <= MAX_ID ? set : "";
    }
}
