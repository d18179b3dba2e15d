package lectern.lti;

import static lectern.lti.TestClaims.C;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import lectern.lti.registration.Registration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every launch that a tool must refuse, each with its code: the 12 payloads of the 1EdTech certification, what default
 * libraries let pass, and the ways to fool a tool. Through the running server, with real signatures.
 */
class LaunchRefusalTest {
    @TempDir
    static Path folder;

    private static final Clock CLOCK = Clock.systemUTC();
    private static final String LONG = "x".repeat(300);

    private static TestPlatform platform;
    private static TestTool tool;

    @BeforeAll
    static void start() throws Exception {
        platform = new TestPlatform();
        tool = new TestTool(folder, CLOCK, Map.of("lectern.lti.new-deployments", "pending"));
        var known = platform.registration(TestPlatform.ISS, TestPlatform.CLIENT, null);
        tool.lti()
                .registrations()
                .put(
                        new lectern.settings.Settings.Registration(
                                known.iss(),
                                known.clientId(),
                                known.authUrl(),
                                known.jwksUrl(),
                                null,
                                null,
                                "generic",
                                List.of("dep-1")),
                        Registration.Source.MANUAL);
    }

    @AfterAll
    static void stop() {
        tool.close();
        platform.close();
    }

    /** A launch about to be sent, right in everything; a case breaks it. */
    private static final class Form {
        final TestTool.Login login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        final Map<String, Object> claims = TestClaims.valid(login.nonce(), CLOCK);
        RSAKey key = platform.key();
        JWSHeader header =
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
        String state = login.state();
        List<String> cookies = login.cookies();
        String token = "";

        HttpResponse<String> send() {
            String idToken = token.isEmpty() ? TestPlatform.sign(key, header, claims) : token;
            return tool.launch(state, idToken, cookies);
        }

        long now() {
            return CLOCK.instant().getEpochSecond();
        }
    }

    private static Arguments refuse(String what, String code, Consumer<Form> breaking) {
        return Arguments.of(what, code, breaking);
    }

    private static Arguments without(String claim, String code) {
        return refuse("no " + claim.substring(claim.lastIndexOf('/') + 1), code, form -> form.claims.remove(claim));
    }

    private static Arguments with(String what, String code, String claim, Object value) {
        return refuse(what, code, form -> form.claims.put(claim, value));
    }

    static Stream<Arguments> certification() {
        return Stream.of(
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

    static Stream<Arguments> libraries() {
        return Stream.of(
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
                with("deep linking", "unsupported_message", C + "message_type", "LtiDeepLinkingRequest"),
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

    static Stream<Arguments> tokens() {
        return Stream.of(
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
                        form -> form.key = TestPlatform.newKey(platform.key().getKeyID())),
                refuse("a key that the token brings along", "bad_signature", form -> {
                    form.key = TestPlatform.newKey(platform.key().getKeyID());
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

    static Stream<Arguments> states() {
        return Stream.of(
                refuse("state of nobody", "state_unknown", form -> form.state = "bm9ib2R5"),
                refuse("endless state", "state_unknown", form -> form.state = "s".repeat(5000)),
                refuse("state used before", "state_used", Form::send),
                refuse("no cookie", "wrong_browser", form -> form.cookies = List.of()),
                refuse("cookies of another login", "wrong_browser", form -> form.cookies = new Form().cookies),
                refuse(
                        "a cookie with a made-up value",
                        "wrong_browser",
                        form -> form.cookies = form.cookies.stream()
                                .map(cookie -> cookie.substring(0, cookie.indexOf('=')) + "=x")
                                .toList()));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"certification", "libraries", "tokens", "states"})
    void isRefusedWithItsCode(String what, String code, Consumer<Form> breaking) {
        Form form = new Form();
        breaking.accept(form);
        HttpResponse<String> answer = form.token.equals("&")
                ? tool.post("/lti/launch", Map.of("state", form.state), form.cookies)
                : form.send();
        assertThat(TestTool.code(answer)).isEqualTo(code);
        assertThat(answer.statusCode()).isBetween(400, 413);
        assertThat(answer.body()).contains("L-").doesNotContain("__", "id=\"bootstrap\"", "ada@school.invalid");
        assertThat(logged()).isEqualTo(code);
    }

    @Test
    void theUnbrokenLaunchIsGood() {
        HttpResponse<String> answer = new Form().send();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(logged()).isEqualTo("ok");
    }

    @Test
    void aFormSentTwiceOpensOneClassOnly() {
        Form form = new Form();
        form.token = TestPlatform.sign(form.key, form.header, form.claims);
        assertThat(form.send().statusCode()).isEqualTo(200);
        assertThat(TestTool.code(form.send())).isEqualTo("state_used");
    }

    @Test
    void aLaunchWithoutCookiesOffersToStartAgainInANewTab() {
        Form form = new Form();
        form.cookies = List.of();
        assertThat(form.send().body())
                .contains("Open in a new tab")
                .contains("target=\"_blank\"")
                .contains("/lti/login?iss=https%3A%2F%2Flms.school.edu&amp;client_id=client-1")
                .contains("login_hint=user%207%2F%C3%A4%2B%25");
    }

    @Test
    void aVerifiedReturnAddressGetsTheReason() {
        Form form = new Form();
        form.claims.remove(C + "roles");
        assertThat(form.send().body())
                .contains("Back to course")
                .contains("https://lms.school.edu/back?course=1&amp;lti_errormsg=")
                .contains("lti_errorlog=missing_roles%20L-");
    }

    @Test
    void anUnverifiedReturnAddressIsNoLink() {
        Form form = new Form();
        form.claims.put("nonce", "other");
        assertThat(form.send().body()).doesNotContain("Back to course");
    }

    @Test
    void theErrorOfThePlatformIsShownToTheAdmin() {
        Form form = new Form();
        HttpResponse<String> answer = tool.post(
                "/lti/launch",
                Map.of("state", form.state, "error", "login_required", "error_description", "No <b>session</b>"),
                form.cookies);
        assertThat(TestTool.code(answer)).isEqualTo("login_refused");
        assertThat(answer.body()).contains("login_required: No &lt;b&gt;session&lt;/b&gt;");
    }

    @Test
    void theWordsOfAStrangerAreNotShown() {
        HttpResponse<String> answer = tool.post(
                "/lti/launch", Map.of("state", "made-up", "error", "x", "error_description", "Call 555"), List.of());
        assertThat(TestTool.code(answer)).isEqualTo("state_unknown");
        assertThat(answer.body()).doesNotContain("555");
    }

    @Test
    void aPlatformWhoseKeysCannotBeFetchedIsToldApart() {
        tool.lti()
                .registrations()
                .put(
                        platform.registration("https://down.edu", "c", URI.create("http://127.0.0.1:1/jwks")),
                        Registration.Source.MANUAL);
        TestTool.Login login = tool.login(TestTool.loginParameters("https://down.edu", "c"));
        HttpResponse<String> answer = tool.launch(login, platform.sign(TestClaims.valid(login.nonce(), CLOCK)));
        assertThat(TestTool.code(answer)).isEqualTo("keys_unavailable");
        assertThat(answer.statusCode()).isEqualTo(502);
    }

    @Test
    void aReloadedLaunchSaysWhatToDo() {
        HttpResponse<String> answer = tool.get("/lti/launch");
        assertThat(TestTool.code(answer)).isEqualTo("missing_parameter");
        assertThat(answer.body()).contains("Open the link in your course again");
    }

    private static String logged() {
        return tool.database()
                .read(handle -> handle.createQuery("select code from launch_log order by id desc limit 1")
                        .mapTo(String.class)
                        .one());
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

    @Test
    void theDeckHasNoCodeThatNothingRaises() {
        List<Object> codes = new ArrayList<>();
        Stream.of(certification(), libraries(), tokens(), states())
                .flatMap(all -> all)
                .forEach(one -> codes.add(one.get()[1]));
        // Not of a launch, or with tests of their own.
        codes.addAll(List.of("not_registered", "busy", "login_refused", "keys_unavailable"));
        assertThat(Stream.of(lectern.lti.refusal.Refusal.values()).map(one -> one.code()))
                .allMatch(codes::contains);
    }
}
