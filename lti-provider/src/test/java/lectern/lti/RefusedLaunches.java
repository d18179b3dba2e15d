package lectern.lti;

import static lectern.lti.TestClaims.C;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Every launch that a tool must refuse, each with its code: the 12 payloads of the 1EdTech certification, what default
 * libraries let pass, and the ways to fool a tool.
 */
final class RefusedLaunches {
    static final Clock CLOCK = Clock.systemUTC();

    private static final String LONG = "x".repeat(300);

    private RefusedLaunches() {}

    /** A way to break a launch, and what the tool must answer. */
    record Case(String what, String code, Consumer<Form> breaking) {
        HttpResponse<String> sent(Form form) {
            breaking.accept(form);
            return form.token.equals("&")
                    ? form.tool.post("/lti/launch", Map.of("state", form.state), form.cookies)
                    : form.send();
        }

        @Override
        public String toString() {
            return what + ": " + code;
        }
    }

    static Stream<Case> all() {
        return Stream.of(certification(), libraries(), tokens(), states()).flatMap(List::stream);
    }

    /** A launch about to be sent, right in everything; a case breaks it. */
    static final class Form {
        final TestTool tool;
        final TestPlatform platform;
        final TestTool.Login login;
        final Map<String, Object> claims;
        RSAKey key;
        JWSHeader header;
        String state;
        List<String> cookies;
        String token = "";

        Form(TestTool tool, TestPlatform platform) {
            this.tool = tool;
            this.platform = platform;
            login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
            claims = TestClaims.valid(login.nonce(), CLOCK);
            key = platform.key();
            header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .keyID(key.getKeyID())
                    .build();
            state = login.state();
            cookies = login.cookies();
        }

        Form another() {
            return new Form(tool, platform);
        }

        HttpResponse<String> send() {
            String idToken = token.isEmpty() ? TestPlatform.sign(key, header, claims) : token;
            return tool.launch(state, idToken, cookies);
        }

        long now() {
            return CLOCK.instant().getEpochSecond();
        }
    }

    private static Case refuse(String what, String code, Consumer<Form> breaking) {
        return new Case(what, code, breaking);
    }

    private static Case without(String claim, String code) {
        return refuse("no " + claim.substring(claim.lastIndexOf('/') + 1), code, form -> form.claims.remove(claim));
    }

    private static Case with(String what, String code, String claim, Object value) {
        return refuse(what, code, form -> form.claims.put(claim, value));
    }

    static List<Case> certification() {
        return List.of(
                refuse("no kid", "missing_kid", form -> form.header = new JWSHeader(JWSAlgorithm.RS256)),
                refuse("incorrect kid", "unknown_kid", form -> form.header = kid("nobody")),
                with("wrong LTI version", "wrong_version", C + "version", "11.3"),
                without(C + "version", "missing_version"),
                refuse("no LTI message", "bad_issuer", form -> {
                    form.claims.clear();
                    form.claims.put("name", "badltilaunch");
                }),
                refuse(
                        "missing LTI claims",
                        "missing_version",
                        form -> form.claims.keySet().removeIf(name -> name.startsWith(C))),
                refuse("timestamps incorrect", "expired", form -> {
                    form.claims.put("iat", 11111);
                    form.claims.put("exp", 22222);
                }),
                without(C + "message_type", "missing_message_type"),
                without(C + "roles", "missing_roles"),
                without(C + "deployment_id", "missing_deployment"),
                without(C + "resource_link", "missing_resource_link"),
                without("sub", "missing_user"));
    }

    static List<Case> libraries() {
        return List.of(
                without("iss", "bad_issuer"),
                without("aud", "bad_audience"),
                without("exp", "expired"),
                without("iat", "bad_iat"),
                without("nonce", "bad_nonce"),
                without(C + "target_link_uri", "bad_target"),
                refuse("iat a day ahead", "bad_iat", form -> form.claims.put("iat", form.now() + 86_400)),
                refuse("iat eleven minutes old", "bad_iat", form -> form.claims.put("iat", form.now() - 660)),
                refuse("expired two minutes ago", "expired", form -> form.claims.put("exp", form.now() - 120)),
                refuse("not yet valid", "bad_iat", form -> form.claims.put("nbf", form.now() + 600)),
                with("iat as text", "bad_iat", "iat", "now"),
                with("exp as text", "expired", "exp", "2030-01-01"),
                with("foreign issuer", "bad_issuer", "iss", "https://evil.edu"),
                with("foreign audience", "bad_audience", "aud", "client-2"),
                with("empty audience", "bad_audience", "aud", List.of()),
                with("audience as number", "bad_audience", "aud", 7),
                with("audiences without azp", "bad_audience", "aud", List.of(TestPlatform.CLIENT, "evil")),
                refuse("audiences with our azp", "bad_audience", form -> {
                    form.claims.put("aud", List.of(TestPlatform.CLIENT, "evil"));
                    form.claims.put("azp", TestPlatform.CLIENT);
                }),
                refuse("audiences with their azp", "bad_audience", form -> {
                    form.claims.put("aud", List.of(TestPlatform.CLIENT, "evil"));
                    form.claims.put("azp", "evil");
                }),
                with("wrong azp", "bad_azp", "azp", "evil"),
                with("azp as number", "bad_azp", "azp", 1),
                with("nonce of another login", "bad_nonce", "nonce", "n-0S6_WzA2Mj"),
                with("version as number", "wrong_version", C + "version", 1.3),
                with("LTI 1.1 message type", "unsupported_message", C + "message_type", "basic-lti-launch-request"),
                with("deep linking without settings", "bad_deep_linking", C + "message_type", "LtiDeepLinkingRequest"),
                refuse("a student who adds a class", "only_teachers", form -> {
                    deepLinking(form.claims, "ltiResourceLink");
                    form.claims.put(C + "roles", List.of(TestClaims.MEMBERSHIP + "Learner"));
                }),
                refuse("a place for files", "links_not_accepted", form -> deepLinking(form.claims, "file")),
                with("a message in another case", "unsupported_message", C + "message_type", "ltiresourcelinkrequest"),
                with("a grade of nobody", "missing_for_user", C + "message_type", "LtiSubmissionReviewRequest"),
                refuse("a grade of another student", "not_yours", form -> {
                    form.claims.put(C + "message_type", "LtiSubmissionReviewRequest");
                    form.claims.put(C + "for_user", Map.of("user_id", "somebody-else"));
                    form.claims.put(C + "roles", List.of("Learner"));
                }),
                refuse("a course launch without a course", "missing_context", form -> {
                    form.claims.put(C + "message_type", "LtiContextLaunchRequest");
                    form.claims.remove(C + "context");
                }),
                with(
                        "a teacher in the admins' menu",
                        "admins_only",
                        "https://www.instructure.com/placement",
                        "account_navigation"),
                with("empty message type", "missing_message_type", C + "message_type", ""),
                with("empty deployment", "missing_deployment", C + "deployment_id", " "),
                with("deployment of 300 characters", "missing_deployment", C + "deployment_id", LONG),
                with("unknown deployment", "deployment_not_enabled", C + "deployment_id", "dep-unknown"),
                with("roles as object", "missing_roles", C + "roles", Map.of()),
                with("roles with a number", "missing_roles", C + "roles", List.of(1)),
                with("sub of 300 characters", "missing_user", "sub", LONG),
                with("sub as number", "missing_user", "sub", 7),
                with("link of 300 characters", "missing_resource_link", C + "resource_link", Map.of("id", LONG)),
                with("link without id", "missing_resource_link", C + "resource_link", Map.of("title", "t")),
                with("link as text", "missing_resource_link", C + "resource_link", "link-1"),
                with("target on another host", "bad_target", C + "target_link_uri", "https://evil.edu/lti/launch"),
                with("target not the login's", "bad_target", C + "target_link_uri", TestTool.BASE + "/other"),
                with("target that is no address", "bad_target", C + "target_link_uri", "http://a b"),
                with("title as object", "bad_claim", C + "resource_link", Map.of("id", "a", "title", Map.of())),
                with("context as text", "bad_claim", C + "context", "course"));
    }

    static List<Case> tokens() {
        return List.of(
                refuse("alg none", "bad_alg", form -> form.token = unsigned("none", form)),
                refuse("alg None", "bad_alg", form -> form.token = unsigned("None", form)),
                refuse("HS256 with the public key", "bad_alg", form -> form.token = hmacWithPublicKey(form)),
                refuse(
                        "RS512",
                        "bad_alg",
                        form -> form.header = new JWSHeader.Builder(JWSAlgorithm.RS512)
                                .keyID(form.key.getKeyID())
                                .build()),
                refuse(
                        "PS256",
                        "bad_alg",
                        form -> form.header = new JWSHeader.Builder(JWSAlgorithm.PS256)
                                .keyID(form.key.getKeyID())
                                .build()),
                refuse(
                        "another key under the same kid",
                        "bad_signature",
                        form -> form.key = TestPlatform.newKey(form.key.getKeyID())),
                refuse("a key that the token brings along", "bad_signature", form -> {
                    form.key = TestPlatform.newKey(form.key.getKeyID());
                    form.header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(form.key.getKeyID())
                            .jwk(form.key.toPublicJWK())
                            .build();
                }),
                refuse("claims changed after signing", "bad_signature", form -> {
                    String[] signed = TestPlatform.sign(form.key, form.header, form.claims)
                            .split("\\.", -1);
                    form.claims.put("sub", "somebody-else");
                    String[] other = TestPlatform.sign(form.key, form.header, form.claims)
                            .split("\\.", -1);
                    form.token = signed[0] + "." + other[1] + "." + signed[2];
                }),
                refuse(
                        "an extension that must be understood",
                        "bad_signature",
                        form -> form.header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                                .keyID(form.key.getKeyID())
                                .criticalParams(java.util.Set.of("exp"))
                                .customParam("exp", 1)
                                .build()),
                refuse("text that is no token", "bad_token", form -> form.token = "not a token"),
                refuse("three empty parts", "bad_token", form -> form.token = ".."),
                refuse("five parts, encrypted", "bad_token", form -> form.token = "a.b.c.d.e"),
                refuse("a header that is no JSON", "bad_token", form -> form.token = "!!.e30.e30"),
                refuse("a payload that is no object", "bad_token", form -> form.token = rawPayload(form, "[1,2]")),
                refuse("a token of 1 MB", "too_large", form -> form.claims.put("pad", "p".repeat(750_000))),
                refuse("no token", "missing_parameter", form -> form.token = "&"));
    }

    static List<Case> states() {
        return List.of(
                refuse("state of nobody", "state_unknown", form -> form.state = "bm9ib2R5"),
                refuse("endless state", "state_unknown", form -> form.state = "s".repeat(5000)),
                refuse("state used before", "state_used", Form::send),
                refuse("no cookie", "wrong_browser", form -> form.cookies = List.of()),
                refuse("cookies of another login", "wrong_browser", form -> form.cookies = form.another().cookies),
                refuse(
                        "a cookie with a made-up value",
                        "wrong_browser",
                        form -> form.cookies = form.cookies.stream()
                                .map(cookie -> cookie.substring(0, cookie.indexOf('=')) + "=x")
                                .toList()));
    }

    private static JWSHeader kid(String kid) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build();
    }

    private static String unsigned(String alg, Form form) {
        String header = "{\"alg\":\"" + alg + "\",\"kid\":\"" + form.key.getKeyID() + "\"}";
        return Base64URL.encode(header) + "." + new Payload(new HashMap<>(form.claims)).toBase64URL() + ".";
    }

    private static String hmacWithPublicKey(Form form) {
        try {
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.HS256)
                    .keyID(form.key.getKeyID())
                    .build();
            JWSObject token = new JWSObject(header, new Payload(new HashMap<>(form.claims)));
            token.sign(new MACSigner(form.key.toRSAPublicKey().getEncoded()));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String rawPayload(Form form, String payload) {
        try {
            JWSObject token = new JWSObject(form.header, new Payload(payload));
            token.sign(new com.nimbusds.jose.crypto.RSASSASigner(form.key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void deepLinking(Map<String, Object> claims, String type) {
        claims.put(C + "message_type", "LtiDeepLinkingRequest");
        claims.put(
                "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings",
                Map.of(
                        "deep_link_return_url",
                        "https://lms.school.edu/return",
                        "accept_types",
                        List.of(type),
                        "accept_presentation_document_targets",
                        List.of("iframe")));
    }
}
