package lectern.practice.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Group;
import lectern.practice.platform.Addresses;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Page;
import lectern.practice.wire.Request;

/** Groups of a course (Course Groups Service 1.0); all in one set. */
final class Groups {

    static final String TYPE = "application/vnd.ims.lti-gs.v1.contextgroupcontainer+json";
    static final String SETS_TYPE = "application/vnd.ims.lti-gs.v1.contextgroupsetcontainer+json";

    private static final String SET = "set-1";

    private final Campus campus;
    private final Addresses addresses;

    Groups(Campus campus, Addresses addresses) {
        this.campus = campus;
        this.addresses = addresses;
    }

    Answer groups(Request request, Course course) {
        String user = request.parameter("user_id");
        List<Group> groups = user == null
                ? campus.groups(course)
                : campus.bySub(user).map(p -> campus.groups(course, p)).orElse(List.of());
        Page<Group> page = Page.of(groups, request, addresses.issuer());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", addresses.groups(course));
        json.put(
                "groups",
                page.items().stream()
                        .map(g -> Map.of("id", g.id(), "name", g.name(), "set_id", SET))
                        .toList());
        return new Answer(200, TYPE, Json.write(json), page.next());
    }

    Answer sets(Course course) {
        List<Map<String, String>> sets =
                campus.groups(course).isEmpty() ? List.of() : List.of(Map.of("id", SET, "name", "Lab groups"));
        return Answer.json(200, SETS_TYPE, Map.of("id", addresses.groupSets(course), "sets", sets));
    }
}
