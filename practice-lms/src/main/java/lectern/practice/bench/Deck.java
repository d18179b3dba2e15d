package lectern.practice.bench;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The launches of the bench: the 12 payloads of the 1EdTech certification, what libraries let pass, the ways to fool a
 * tool, and odd launches that are right all the same.
 */
public final class Deck {

    /** What a case expects when the launch is right. */
    public static final String IN = "let in";

    private static final String C = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String LONG = "x".repeat(300);
    private static final int MEGABYTE = 750_000; // as Base64 and signed

    private Deck() {}

    /**
     * One launch.
     *
     * @param expected the code that the tool shows, or {@link #IN}; both with a slash where a tool may choose
     */
    public record Case(String group, String name, String expected, Consumer<Attempt> change) {}

    /** All of them, in the order they are shown. */
    public static List<Case> all() {
        List<Case> all = new ArrayList<>();
        certification(new Group("Certification", all));
        claims(new Group("Claims", all));
        times(new Group("Times", all));
        tokens(new Group("Tokens", all));
        browsers(new Group("Browsers", all));
        odd(new Group("Odd, but right", all));
        return List.copyOf(all);
    }

    private static void certification(Group group) {
        group.add("no kid", "missing_kid", a -> a.header = new JWSHeader(JWSAlgorithm.RS256));
        group.add("unknown kid", "unknown_kid", a -> a.header = Attempt.header(JWSAlgorithm.RS256, "nobody"));
        group.put("wrong version", "wrong_version", C + "version", "11.3");
        group.without(C + "version", "missing_version");
        group.add("no LTI message", "bad_issuer", a -> {
            a.claims.clear();
            a.claims.put("name", "badltilaunch");
        });
        group.add("no LTI claims", "missing_version", a -> a.claims.keySet().removeIf(n -> n.startsWith(C)));
        group.add("timestamps of long ago", "expired", a -> {
            a.claims.put("iat", 11_111);
            a.claims.put("exp", 22_222);
        });
        group.without(C + "message_type", "missing_message_type");
        group.without(C + "roles", "missing_roles");
        group.without(C + "deployment_id", "missing_deployment");
        group.without(C + "resource_link", "missing_resource_link");
        group.without("sub", "missing_user");
    }

    private static void claims(Group group) {
        group.put("another issuer", "bad_issuer", "iss", "https://evil.example");
        group.put("another audience", "bad_audience", "aud", "somebody-else");
        group.add("two audiences", "bad_audience", a -> a.claims.put("aud", twoAudiences(a)));
        group.add("two audiences, azp of the other", "bad_audience", a -> {
            a.claims.put("aud", twoAudiences(a));
            a.claims.put("azp", "evil");
        });
        group.put("azp of another", "bad_azp", "azp", "evil");
        group.put("nonce of another login", "bad_nonce", "nonce", "n-0S6_WzA2Mj");
        group.without("nonce", "bad_nonce");
        group.put("version as a number", "wrong_version", C + "version", 1.3);
        group.put("LTI 1.1 message", "unsupported_message", C + "message_type", "basic-lti-launch-request");
        group.put("unknown deployment", "deployment_not_enabled / " + IN, C + "deployment_id", "unknown-deployment");
        group.put("deployment of 300 characters", "missing_deployment", C + "deployment_id", LONG);
        group.put("person of 300 characters", "missing_user", "sub", LONG);
        group.put("link of 300 characters", "missing_resource_link", C + "resource_link", Map.of("id", LONG));
        group.put("roles as an object", "missing_roles", C + "roles", Map.of());
        group.put("target on another host", "bad_target", C + "target_link_uri", "https://evil.example/lti");
        group.put("course as text", "bad_claim", C + "context", "course");
    }

    private static List<Object> twoAudiences(Attempt attempt) {
        return List.of(String.valueOf(attempt.claims.get("aud")), "evil");
    }

    private static void times(Group group) {
        group.add("made tomorrow", "bad_iat", a -> a.claims.put("iat", now() + 86_400));
        group.add("made eleven minutes ago", "bad_iat", a -> a.claims.put("iat", now() - 660));
        group.add("over for two minutes", "expired", a -> a.claims.put("exp", now() - 120));
        group.without("exp", "expired");
        group.without("iat", "bad_iat");
        group.put("iat as text", "bad_iat", "iat", "now");
    }

    private static void tokens(Group group) {
        group.add("not signed (alg none)", "bad_alg", Attempt::unsigned);
        group.add("HS256 with the public key", "bad_alg", Attempt::hmacWithPublicKey);
        group.add("RS512", "bad_alg", a -> a.algorithm(JWSAlgorithm.RS512));
        group.add("another key under the same kid", "bad_signature", Attempt::foreignKey);
        group.add("changed after signing", "bad_signature", Attempt::changedAfterSigning);
        group.add("no token at all", "bad_token", a -> a.token = "not a token");
        group.add("a list for claims", "bad_token", a -> a.token = a.signed(new Payload("[1,2]")));
        group.add("a token of 1 MB", "too_large", a -> a.claims.put("pad", "p".repeat(MEGABYTE)));
    }

    private static void browsers(Group group) {
        group.add("state of nobody", "state_unknown", a -> a.state = "bm9ib2R5");
        group.add("the form sent twice", "state_used", a -> a.times = 2);
        group.add("another browser (no cookie)", "wrong_browser", a -> a.cookies = List.of());
    }

    private static void odd(Group group) {
        group.add("nothing changed", IN, a -> {});
        group.put("no role", IN, C + "roles", List.of());
        group.put("short role", IN, C + "roles", List.of("Learner"));
        group.put("unknown role", IN, C + "roles", List.of("http://example.org/role#Wizard"));
        group.add("no course", IN, a -> a.claims.remove(C + "context"));
        group.add(
                "no name and no e-mail",
                IN,
                a -> List.of("name", "given_name", "family_name", "email").forEach(a.claims::remove));
        group.put("a name with markup", IN, "name", "<b>Bobby</b> & \"Co\"");
        group.put("variables not filled in", IN, C + "custom", Map.of("groups", "$CourseGroup.id"));
        group.put("custom values inside others", IN, C + "custom", Map.of("a", Map.of("b", 1)));
        group.put("a claim nobody knows", IN, "https://example.org/claim", List.of(1, 2));
    }

    /** Cases of one kind, added to all others. */
    private record Group(String title, List<Case> all) {

        void add(String name, String expected, Consumer<Attempt> change) {
            all.add(new Case(title, name, expected, change));
        }

        void put(String name, String expected, String claim, Object value) {
            add(name, expected, a -> a.claims.put(claim, value));
        }

        void without(String claim, String expected) {
            add("no " + claim.substring(claim.lastIndexOf('/') + 1), expected, a -> a.claims.remove(claim));
        }
    }

    private static long now() {
        return Instant.now().getEpochSecond();
    }
}
