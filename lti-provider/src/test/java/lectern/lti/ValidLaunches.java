package lectern.lti;

import static lectern.lti.TestClaims.C;
import static lectern.lti.TestClaims.MEMBERSHIP;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The launches that a tool must take: the 9 of the 1EdTech certification for two roles, and strange ones. */
final class ValidLaunches {
    private static final String LONG = "x".repeat(300);

    private ValidLaunches() {}

    /**
     * A launch that differs from the plain one.
     *
     * @param role what the person is in the course, in the certification's words
     * @param host whether they are a host here
     */
    record Case(String what, String role, boolean host, Consumer<Map<String, Object>> change) {
        void applyTo(Map<String, Object> claims) {
            claims.put("sub", role);
            claims.put(C + "roles", new ArrayList<>(List.of(MEMBERSHIP + role)));
            change.accept(claims);
        }

        @Override
        public String toString() {
            return what + " as " + role;
        }
    }

    static Stream<Case> certification() {
        return Stream.of("Instructor", "Learner").flatMap(ValidLaunches::nine);
    }

    private static Stream<Case> nine(String role) {
        boolean host = role.equals("Instructor");
        return Stream.of(
                new Case("plain", role, host, claims -> {}),
                new Case(
                        "multiple roles",
                        role,
                        host,
                        claims -> roles(claims)
                                .addAll(List.of(
                                        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student", "x:y"))),
                new Case("short role", role, host, claims -> claims.put(C + "roles", List.of(role))),
                new Case("unknown role", role, false, claims -> claims.put(C + "roles", List.of("urn:my:" + role))),
                new Case("no role", role, false, claims -> claims.put(C + "roles", List.of())),
                new Case("email only", role, host, ValidLaunches::noName),
                new Case("names only", role, host, claims -> claims.remove("email")),
                new Case("no PII", role, host, claims -> {
                    noName(claims);
                    claims.remove("email");
                }),
                new Case("email without context", role, host, claims -> {
                    noName(claims);
                    claims.remove(C + "context");
                }));
    }

    /** What an LMS may send although nobody would expect it. */
    static Stream<Case> oddities() {
        Map<String, Object> odd = new LinkedHashMap<>();
        odd.put("nested custom values", Map.of(C + "custom", Map.of("a", Map.of("b", List.of(1, 2)), "c", 7)));
        odd.put(
                "unresolved variables",
                Map.of(C + "custom", Map.of("room_id", "$Room.id"), "name", "$Person.name.full"));
        odd.put("a course id of 300 characters", Map.of(C + "context", Map.of("id", LONG)));
        odd.put("a room id of 300 characters", Map.of(C + "custom", Map.of("room_id", LONG)));
        odd.put("a title of 300 characters", Map.of(C + "resource_link", Map.of("id", "l", "title", LONG)));
        odd.put("a name from right to left", Map.of("name", "\u202eفاطمة حداد"));
        odd.put("a name with markup", Map.of("name", "<img src=x onerror=alert(1)>"));
        odd.put("a name of another plane", Map.of("name", "𝒜".repeat(150)));
        odd.put("a custom claim that is a text", Map.of(C + "custom", "none"));
        odd.put(
                "services of strange form",
                Map.of("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint", List.of()));
        odd.put(
                "a return address that is a script",
                Map.of(C + "launch_presentation", Map.of("return_url", "javascript:alert(1)")));
        odd.put("a claim nobody knows", Map.of("https://example.org/x", Map.of("y", List.of())));
        odd.put("our client id as a list", Map.of("aud", List.of(TestPlatform.CLIENT), "azp", TestPlatform.CLIENT));
        return odd.entrySet().stream()
                .map(one -> new Case(one.getKey(), "Learner", false, claims -> claims.putAll(map(one.getValue()))));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<String> roles(Map<String, Object> claims) {
        return (List<String>) Objects.requireNonNull(claims.get(C + "roles"));
    }

    private static void noName(Map<String, Object> claims) {
        claims.keySet().removeAll(List.of("name", "given_name", "family_name"));
    }
}
