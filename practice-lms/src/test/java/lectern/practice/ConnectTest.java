package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A tool that registers itself, adds links, and is told of copies. */
class ConnectTest {

    private static final String CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final String ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
    private static final String NOTICES = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    private final ToolSide tool = new ToolSide();
    private final Running running = new Running(tool.origin());
    private final Visitor visitor = running.visitor;
    private final String lms = running.settings.issuer();

    @AfterEach
    void close() {
        running.close();
        tool.close();
    }

    /** The registration token that the administrator's click gives the tool. */
    private String connect() throws Exception {
        String page = visitor.post("/connect", Visitor.encode(Map.of("url", tool.origin() + "/lti/register")))
                .body();
        String mark = "registration_token=";
        assertThat(page).contains(mark);
        String rest = page.substring(page.indexOf(mark) + mark.length());
        return URLDecoder.decode(rest.substring(0, rest.indexOf('"')), StandardCharsets.UTF_8);
    }

    private Map<String, Object> wish() {
        String origin = tool.origin();
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("domain", origin.substring("http://".length()));
        configuration.put("target_link_uri", origin + "/lti/launch");
        configuration.put(
                "custom_parameters", Map.of("rl_history", "$ResourceLink.id.history", "odd", "$Nothing.known"));
        configuration.put(
                "messages", List.of(Map.of("type", "LtiResourceLinkRequest"), Map.of("type", "LtiDeepLinkingRequest")));
        Map<String, Object> wish = new LinkedHashMap<>();
        wish.put("application_type", "web");
        wish.put("response_types", List.of("id_token"));
        wish.put("grant_types", List.of("implicit", "client_credentials"));
        wish.put("initiate_login_uri", origin + "/lti/login");
        wish.put("redirect_uris", List.of(origin + "/lti/launch"));
        wish.put("client_name", "A tool");
        wish.put("jwks_uri", origin + "/.well-known/jwks.json");
        wish.put("token_endpoint_auth_method", "private_key_jwt");
        wish.put("scope", ROSTER + " " + NOTICES + " https://example.org/unknown");
        wish.put(CONFIGURATION, configuration);
        return wish;
    }

    private HttpResponse<String> register(String token, Map<String, Object> wish) throws Exception {
        return tool.send("POST", lms + "/register", "application/json", JSONObjectUtils.toJSONString(wish), token);
    }

    private String registered() throws Exception {
        HttpResponse<String> answer = register(connect(), wish());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "client_id");
    }

    private void face(String face) throws Exception {
        assertThat(visitor.post("/switches", "face=" + face).statusCode()).isEqualTo(302);
    }

    private JWTClaimsSet message(HttpResponse<String> page, String client) throws Exception {
        Map<String, String> request = running.request(visitor.form(page));
        request.put("client_id", client);
        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(request)));
        return SignedJWT.parse(form.fields().get("id_token")).getJWTClaimsSet();
    }

    @Test
    void aToolRegistersOnceWithItsTokenAndLaunchesAtOnce() throws Exception {
        String token = connect();
        HttpResponse<String> answer = register(token, wish());
        Map<String, Object> json = JSONObjectUtils.parse(answer.body());

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(JSONObjectUtils.getString(json, "scope")).contains(ROSTER).doesNotContain("unknown");
        assertThat(JSONObjectUtils.getJSONObject(json, CONFIGURATION)).containsKey("deployment_id");
        assertThat(register(token, wish()).statusCode()).isEqualTo(401);
        String client = JSONObjectUtils.getString(json, "client_id");
        JWTClaimsSet claims = message(visitor.get("/launch?course=physics&link=live&user=maya"), client);
        assertThat(claims.getAudience()).containsExactly(client);
        assertThat(claims.getJSONObjectClaim(CLAIM + "custom"))
                .containsEntry("rl_history", "")
                .containsEntry("odd", "$Nothing.known");
    }

    @Test
    void aRegistrationIsReadAndReplacedWithItsOwnToken() throws Exception {
        Map<String, Object> json =
                JSONObjectUtils.parse(register(connect(), wish()).body());
        String url = JSONObjectUtils.getString(json, "registration_client_uri");
        String token = JSONObjectUtils.getString(json, "registration_access_token");
        Map<String, Object> changed = wish();
        changed.put("client_name", "Another name");

        assertThat(tool.send("GET", url, "", "", token).body()).contains("A tool");
        assertThat(tool.send("GET", url, "", "", "other").statusCode()).isEqualTo(401);
        assertThat(tool.send("PUT", url, "application/json", JSONObjectUtils.toJSONString(changed), token)
                        .statusCode())
                .isEqualTo(200);
        assertThat(visitor.get("/connect").body()).contains("Another name");
    }

    @ParameterizedTest
    @CsvSource({
        "application_type, native",
        "jwks_uri, http://127.0.0.1:1/jwks",
        "initiate_login_uri, http://evil.example/login",
        "token_endpoint_auth_method, none",
        "client_name, ''",
    })
    void aFieldThatIsWrongIsNamed(String field, String value) throws Exception {
        Map<String, Object> wish = wish();
        wish.put(field, value);

        HttpResponse<String> answer = register(connect(), wish);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(field);
    }

    @Test
    void familiesRefuseAndAcceptInTheirOwnWay() throws Exception {
        face("canvas");
        assertThat(register(connect(), wish()).statusCode()).isEqualTo(422);
        face("moodle");
        Map<String, Object> bad = wish();
        bad.remove("client_name");
        assertThat(register(connect(), bad).headers().firstValue("Content-Type").orElseThrow())
                .startsWith("text/plain");
        String pending = registered();
        assertThat(visitor.open("physics", "live", "maya").fields()).containsEntry("client_id", "lectern-practice");
        visitor.post("/connect/use", "client=" + pending);
        assertThat(visitor.open("physics", "live", "maya").fields()).containsEntry("client_id", pending);
        face("brightspace");
        String page = visitor.post("/connect", Visitor.encode(Map.of("url", tool.origin() + "/lti/register")))
                .body();
        assertThat(page).doesNotContain("registration_token").contains("%3Ftoken%3D");
    }

    @Test
    void anAddressOfSomebodyElseIsNotConnected() throws Exception {
        HttpResponse<String> page = visitor.post("/connect", "url=http%3A%2F%2Fevil.example%2Fregister");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Not this tool").doesNotContain("<iframe");
    }

    private String answerTo(JWTClaimsSet request, String client, String items) throws Exception {
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", client);
        claims.put("aud", lms);
        claims.put("iat", now);
        claims.put("exp", now + 60);
        claims.put("nonce", UUID.randomUUID().toString());
        claims.put(CLAIM + "message_type", "LtiDeepLinkingResponse");
        claims.put(CLAIM + "version", "1.3.0");
        claims.put(CLAIM + "deployment_id", request.getStringClaim(CLAIM + "deployment_id"));
        claims.put(
                DEEP + "data",
                request.getJSONObjectClaim(DEEP + "deep_linking_settings").get("data"));
        claims.put(
                DEEP + "content_items",
                JSONObjectUtils.parse("{\"i\":" + items + "}").get("i"));
        return tool.sign(claims);
    }

    @Test
    void whatATeacherChoosesBecomesALinkWithAColumn() throws Exception {
        String client = registered();
        assertThat(visitor.get("/course/physics?user=ada").body()).contains("Add with the tool");
        assertThat(visitor.get("/course/physics?user=maya").body()).doesNotContain("Add with the tool");
        assertThat(visitor.get("/deeplink?course=physics&user=maya").statusCode())
                .isEqualTo(404);
        JWTClaimsSet request = message(visitor.get("/deeplink?course=physics&user=ada"), client);
        assertThat(request.getClaims()).doesNotContainKey(CLAIM + "resource_link");
        String answer = answerTo(
                request,
                client,
                "[{\"type\":\"ltiResourceLink\",\"title\":\"Lab\",\"custom\":{\"room_id\":\"r-7\"},"
                        + "\"lineItem\":{\"scoreMaximum\":10}},{\"type\":\"link\",\"title\":\"Elsewhere\"}]");

        String page = visitor.post("/deeplink/return", Visitor.encode(Map.of("JWT", answer)))
                .body();

        assertThat(page).contains("Added to the course", "Lab", "Left out", "Elsewhere");
        assertThat(visitor.get("/grades/physics?user=ada").body()).contains("Lab");
        String course = visitor.get("/course/physics?user=maya").body();
        String link = course.replaceAll("(?s).*link=(link-[0-9]+).*", "$1");
        JWTClaimsSet launch = message(visitor.get("/launch?course=physics&link=" + link + "&user=maya"), client);
        assertThat(launch.getJSONObjectClaim(CLAIM + "custom")).containsEntry("room_id", "r-7");
        assertThat(visitor.post("/deeplink/return", Visitor.encode(Map.of("JWT", answer)))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aForgedChoiceAddsNothing() throws Exception {
        String client = registered();
        JWTClaimsSet request = message(visitor.get("/deeplink?course=physics&user=ada"), client);
        String token = answerTo(request, client, "[]");
        String forged = token.substring(0, token.lastIndexOf('.') + 1) + "AAAA";

        HttpResponse<String> page = visitor.post("/deeplink/return", Visitor.encode(Map.of("JWT", forged)));

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("Nothing was added");
    }

    @Test
    void aCopiedCourseIsToldToTheToolAndSaysWhereItCameFrom() throws Exception {
        String client = registered();
        Map<String, String> form = ToolSide.tokenForm(tool.sign(ToolSide.assertion(client, lms + "/token")), NOTICES);
        String token = JSONObjectUtils.getString(
                JSONObjectUtils.parse(
                        visitor.post("/token", Visitor.encode(form)).body()),
                "access_token");
        String handler = "{\"notice_type\":\"LtiContextCopyNotice\",\"handler\":\"" + tool.origin() + "/notices\"}";
        String foreign = handler.replace(tool.origin(), "http://evil.example");
        String url = lms + "/services/notices";
        assertThat(tool.send("PUT", url, "application/json", foreign, token).statusCode())
                .isEqualTo(400);
        assertThat(tool.send("PUT", url, "application/json", handler, token).body())
                .contains("/notices");

        assertThat(visitor.post("/copy/physics?user=maya", "").statusCode()).isEqualTo(404);
        String page = visitor.post("/copy/physics?user=ada", "").body();

        assertThat(page).contains("The course was copied", "the tool answered 200");
        String jwt = tool.told.get(0).replaceAll(".*\"jwt\":\"([^\"]+)\".*", "$1");
        JWTClaimsSet notice = SignedJWT.parse(jwt).getJWTClaimsSet();
        assertThat(notice.getStringListClaim(CLAIM + "origin_contexts")).containsExactly("course-physics");
        assertThat(notice.getSubject()).isNull();
        String copy = page.replaceAll("(?s).*/course/(physics-copy-[0-9]+).*", "$1");
        JWTClaimsSet launch = message(visitor.get("/launch?course=" + copy + "&link=live&user=ada"), client);
        assertThat(launch.getJSONObjectClaim(CLAIM + "custom")).containsEntry("rl_history", "physics-live");
        assertThat(launch.getJSONObjectClaim(CLAIM + "resource_link")).containsEntry("id", copy + "-live");
    }

    @Test
    void switchesChangeWhatTheFrameAndTheLoginSay() throws Exception {
        visitor.post("/switches", "face=canvas&storage=slow&permissions=everything");
        String page = visitor.get("/course/physics?user=ada&link=live").body();
        assertThat(page).contains("display-capture", "post_message_forwarding", "data-delay=\"5000\"");
        assertThat(visitor.open("physics", "live", "ada").fields())
                .containsEntry("lti_storage_target", "post_message_forwarding");

        visitor.post("/switches", "face=blackboard&storage=off&permissions=nothing");
        assertThat(visitor.get("/launch?course=physics&link=live&user=ada").statusCode())
                .isEqualTo(302);
        assertThat(visitor.get("/course/physics?user=ada&link=live").body()).contains("allow=\"\"");
    }
}
