package lectern.practice.services;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.platform.Addresses;
import lectern.practice.platform.LaunchMessage;
import lectern.practice.platform.Tool;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Page;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;
import org.jspecify.annotations.Nullable;

/** Who is in a course (Names and Role Provisioning Services 2.0). */
final class Roster {

    static final String TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

    private final Campus campus;
    private final Addresses addresses;
    private final Switches switches;
    private final LaunchMessage messages;

    Roster(Campus campus, Addresses addresses, Switches switches, LaunchMessage messages) {
        this.campus = campus;
        this.addresses = addresses;
        this.switches = switches;
        this.messages = messages;
    }

    /** One page of the members of a course. */
    Answer members(Request request, Course course, Tool tool) {
        Activity link = link(request, course);
        String role = request.parameter("role");
        List<Person> asked = campus.enrolled(course).stream()
                .filter(p -> role == null || hasRole(p, role))
                .toList();
        Page<Person> page = Page.of(asked, request, addresses.issuer());
        List<Map<String, Object>> members = new ArrayList<>();
        for (Person person : page.items()) {
            members.add(member(person, course, request, link == null ? Map.of() : custom(link, person, course, tool)));
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", addresses.members(course));
        json.put("context", LaunchMessage.context(course, switches.face()));
        json.put("members", members);
        return new Answer(200, TYPE, Json.write(json), page.next());
    }

    private static @Nullable Activity link(Request request, Course course) {
        String rlid = request.parameter("rlid");
        if (rlid == null) {
            return null;
        }
        return course.byResourceLink(rlid)
                .orElseThrow(() -> new Refusal(404, "rlid is no resource link of this course"));
    }

    private Map<String, Object> custom(Activity link, Person person, Course course, Tool tool) {
        return Map.of(
                "https://purl.imsglobal.org/spec/lti/claim/message_type",
                "LtiResourceLinkRequest",
                "https://purl.imsglobal.org/spec/lti/claim/resource_link",
                Map.of("id", link.resourceLinkId()),
                "https://purl.imsglobal.org/spec/lti/claim/custom",
                messages.customOf(link, person, course, tool));
    }

    private Map<String, Object> member(Person person, Course course, Request request, Map<String, Object> message) {
        Map<String, Object> member = new LinkedHashMap<>();
        member.put("status", "Active");
        member.put("user_id", person.sub());
        member.put("roles", roles(person));
        Person.Name name = person.name();
        if (name != null) {
            member.put("name", name.full());
            member.put("given_name", name.given());
            member.put("family_name", name.family());
        }
        if (person.email() != null) {
            member.put("email", person.email());
        }
        if (!message.isEmpty()) {
            member.put("message", List.of(message));
        }
        if ("true".equals(request.parameter("groups")) && switches.has(Face.Quirk.GROUPS_SERVICE)) {
            member.put(
                    "group_enrollments",
                    campus.groups(course, person).stream()
                            .map(g -> Map.of("group_id", g.id()))
                            .toList());
        }
        return member;
    }

    /** Context roles only: what somebody is in the institution is not the course's business. */
    private List<String> roles(Person person) {
        return campus.part(person).roles().stream()
                .filter(role -> role.contains("/membership"))
                .map(role -> switches.has(Face.Quirk.SHORT_ROLES) ? last(role) : role)
                .toList();
    }

    private boolean hasRole(Person person, String asked) {
        return campus.part(person).roles().stream()
                .anyMatch(role -> role.equals(asked) || last(role).equals(asked));
    }

    private static String last(String role) {
        return role.substring(role.indexOf('#') + 1);
    }
}
