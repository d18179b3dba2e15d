package lectern.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of launch leads to what that person expects. */
class RoutingTest {
    private static final String INSTRUCTOR = "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor";
    private static final String ADMIN = "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator";

    private static Map<String, Object> link(String id) {
        return Map.of("id", id);
    }

    static Stream<Arguments> launches() {
        Map<String, Object> course = Map.of(Claim.CONTEXT, Map.of("id", "c-1"));
        return Stream.of(
                Arguments.of("a link", MessageType.RESOURCE_LINK, course, INSTRUCTOR, Place.LOBBY),
                Arguments.of("a link without a course", MessageType.RESOURCE_LINK, Map.of(), INSTRUCTOR, Place.LOBBY),
                Arguments.of(
                        "a link whose id is the course's",
                        MessageType.RESOURCE_LINK,
                        Map.of(Claim.CONTEXT, Map.of("id", "l-1")),
                        INSTRUCTOR,
                        Place.COURSE),
                Arguments.of(
                        "Canvas' course menu",
                        MessageType.RESOURCE_LINK,
                        with(course, Claim.CANVAS_PLACEMENT, "course_navigation"),
                        INSTRUCTOR,
                        Place.COURSE),
                Arguments.of(
                        "the placement of our own registration",
                        MessageType.RESOURCE_LINK,
                        with(course, Claim.CUSTOM, Map.of("placement", "CourseNavigation")),
                        INSTRUCTOR,
                        Place.COURSE),
                Arguments.of(
                        "a placement that the LMS left as it was",
                        MessageType.RESOURCE_LINK,
                        with(course, Claim.CUSTOM, Map.of("placement", "$Placement")),
                        INSTRUCTOR,
                        Place.LOBBY),
                Arguments.of(
                        "the button of a course's first page",
                        MessageType.RESOURCE_LINK,
                        with(
                                Map.of(Claim.CONTEXT, Map.of("id", "l-1")),
                                Claim.CANVAS_PLACEMENT,
                                "course_home_sub_navigation"),
                        INSTRUCTOR,
                        Place.LOBBY),
                Arguments.of(
                        "a room in the course menu",
                        MessageType.RESOURCE_LINK,
                        with(course, Claim.CUSTOM, Map.of("room_id", "r", "placement", "course_navigation")),
                        INSTRUCTOR,
                        Place.LOBBY),
                Arguments.of(
                        "the admin's menu",
                        MessageType.RESOURCE_LINK,
                        with(course, Claim.CANVAS_PLACEMENT, "account_navigation"),
                        ADMIN,
                        Place.ADMIN),
                Arguments.of("an admin outside of courses", MessageType.RESOURCE_LINK, Map.of(), ADMIN, Place.ADMIN),
                Arguments.of("an admin in a course", MessageType.RESOURCE_LINK, course, ADMIN, Place.LOBBY),
                Arguments.of("a course", MessageType.CONTEXT, course, INSTRUCTOR, Place.COURSE),
                Arguments.of("a choice", MessageType.DEEP_LINKING, course, INSTRUCTOR, Place.DEEP_LINKING),
                Arguments.of("a grade", MessageType.SUBMISSION_REVIEW, course, INSTRUCTOR, Place.SUBMISSION_REVIEW),
                Arguments.of("privacy", MessageType.DATA_PRIVACY, course, INSTRUCTOR, Place.DATA_PRIVACY));
    }

    private static Map<String, Object> with(Map<String, Object> claims, String name, Object value) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put(name, value);
        return all;
    }

    @ParameterizedTest(name = "{0}: {4}")
    @MethodSource("launches")
    void leadsToItsPlace(String what, MessageType type, Map<String, Object> claims, String role, Place place) {
        Map<String, Object> all = new HashMap<>(claims);
        all.put("sub", "u-1");
        all.put(Claim.ROLES, List.of(role));
        if (type == MessageType.RESOURCE_LINK) {
            all.put(Claim.RESOURCE_LINK, link("l-1"));
        }
        assertThat(Routing.of(Wire.read(new Claims(all), type))).isEqualTo(place);
    }
}
