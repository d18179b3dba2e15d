package lectern.lti.roster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import lectern.account.ShownText;
import lectern.lti.http.PlatformException;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** One page of a membership list (NRPS 2.0 §2.2). Members that name nobody are left out. */
final class MembershipPage {
    static final String TYPE = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static final int MAX_SUB = 255;
    private static final int MAX_ROLES = 20;
    /** RFC 5321 §4.5.3.1. */
    private static final int MAX_EMAIL = 254;

    private static final int MAX_GROUPS = 100;

    private MembershipPage() {}

    static List<Member> read(String body) throws PlatformException {
        JsonNode members;
        try {
            members = Json.shared().readTree(body).path("members");
        } catch (JsonProcessingException e) {
            throw new PlatformException("The LMS answered something that is no list of members.", e);
        }
        if (!members.isArray()) {
            throw new PlatformException("The LMS answered without a list of members.");
        }
        List<Member> read = new ArrayList<>();
        for (JsonNode member : members) {
            String sub = member.path("user_id").asText("");
            if (!sub.isEmpty() && sub.length() <= MAX_SUB) {
                read.add(new Member(
                        sub,
                        name(member),
                        roles(member.path("roles")),
                        active(member),
                        new Member.Told(email(member), groups(member.path("group_enrollments")))));
            }
        }
        return read;
    }

    private static boolean active(JsonNode member) {
        return member.path("status").asText("Active").equalsIgnoreCase("Active");
    }

    private static @Nullable String name(JsonNode member) {
        String whole = ShownText.of(member.path("name").asText(""));
        if (!whole.isEmpty()) {
            return whole;
        }
        String parts = ShownText.of(member.path("given_name").asText("") + " "
                + member.path("family_name").asText(""));
        return parts.isEmpty() ? null : parts;
    }

    private static @Nullable String email(JsonNode member) {
        String email = member.path("email").asText("").strip();
        return email.isEmpty() || email.length() > MAX_EMAIL ? null : email;
    }

    /** Ids of groups (Course Groups Service 1.0). */
    private static @Nullable List<String> groups(JsonNode enrollments) {
        if (!enrollments.isArray()) {
            return null;
        }
        List<String> read = new ArrayList<>();
        for (JsonNode one : enrollments) {
            String id = one.path("group_id").asText("");
            if (!id.isEmpty() && id.length() <= MAX_SUB && read.size() < MAX_GROUPS) {
                read.add(id);
            }
        }
        return read;
    }

    private static List<String> roles(JsonNode roles) {
        List<String> read = new ArrayList<>();
        for (JsonNode role : roles) {
            if (role.isTextual() && read.size() < MAX_ROLES) {
                read.add(role.asText());
            }
        }
        return read;
    }
}
