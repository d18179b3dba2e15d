package lectern.lti.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.lti.TestTool;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DynamicRegistrationTest {
    private static final String CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";
    private static final String LTI = "https://purl.imsglobal.org/spec/lti-platform-configuration";
    private static final String ROSTER = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

    @TempDir
    Path folder;

    private TestLms lms;
    private TestTool tool;

    @BeforeEach
    void start() throws IOException {
        lms = new TestLms();
        tool = tool("approval");
    }

    private TestTool tool(String policy) {
        return new TestTool(folder, Clock.systemUTC(), Map.of("lectern.lti.dynamic-registration", policy));
    }

    private void restart(String policy) {
        tool.close();
        tool = tool(policy);
    }

    @AfterEach
    void stop() {
        tool.close();
        lms.close();
    }

    private HttpResponse<String> open(String configuration) {
        return tool.get("/lti/register?openid_configuration=" + URLEncoder.encode(configuration, StandardCharsets.UTF_8)
                + "&registration_token=" + TestLms.TOKEN);
    }

    private HttpResponse<String> register(Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "openid_configuration", lms.configurationUrl(),
                "registration_token", TestLms.TOKEN,
                "names", "on",
                "service_roster", "on",
                "service_grades", "on"));
        form.putAll(more);
        return tool.post("/lti/register", form, List.of());
    }

    private Connection only() {
        List<Connection> all = tool.lti().connections().all();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String code(HttpResponse<String> page) {
        return TestTool.bootstrap(page).path("problem").path("code").asText();
    }

    @Test
    void opensWithTheSchoolThatWasFoundAndChangesNothing() {
        HttpResponse<String> page = open(lms.configurationUrl());
        assertThat(page.statusCode()).isEqualTo(200);
        JsonNode view = TestTool.bootstrap(page);
        assertThat(view.path("view").asText()).isEqualTo("offer");
        assertThat(view.at("/school/product").asText()).isEqualTo("Moodle");
        assertThat(view.at("/school/issuer").asText()).isEqualTo(lms.url());
        assertThat(view.path("services")).extracting(JsonNode::asText).containsExactly("roster", "grades");
        assertThat(lms.calls()).hasSize(1).allMatch(call -> call.method().equals("GET"));
        assertThat(lms.calls().get(0).authorization()).isEqualTo("Bearer " + TestLms.TOKEN);
        assertThat(tool.lti().connections().all()).isEmpty();
    }

    @Test
    void anyPageMayFrameItAndNoOther() {
        assertThat(open(lms.configurationUrl()).headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).endsWith("frame-ancestors *"));
        assertThat(tool.get("/lti/config/canvas.json").headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).endsWith("frame-ancestors 'none'"));
    }

    @Test
    void whoOpensTheAddressByHandReadsWhereItBelongs() {
        JsonNode view = TestTool.bootstrap(tool.get("/lti/register"));
        assertThat(view.path("view").asText()).isEqualTo("explain");
        assertThat(view.path("address").asText()).isEqualTo(TestTool.BASE + "/lti/register");
    }

    @Test
    void whatIsPostedIsWhatMoodleAcceptedFromARealTool() {
        register(Map.of());
        TestLms.Call posted = lms.posted();
        assertThat(posted.path()).isEqualTo("/mod/lti/openid-registration.php");
        assertThat(posted.authorization()).isEqualTo("Bearer " + TestLms.TOKEN);
        JsonNode json = posted.json();
        assertThat(json.path("application_type").asText()).isEqualTo("web");
        assertThat(json.path("response_types")).extracting(JsonNode::asText).containsExactly("id_token");
        assertThat(json.path("grant_types"))
                .extracting(JsonNode::asText)
                .containsExactly("implicit", "client_credentials");
        assertThat(json.path("token_endpoint_auth_method").asText()).isEqualTo("private_key_jwt");
        assertThat(json.path("jwks_uri").asText()).isEqualTo(TestTool.BASE + "/.well-known/jwks.json");
        assertThat(json.path("initiate_login_uri").asText()).isEqualTo(TestTool.BASE + "/lti/login");
        assertThat(json.path("redirect_uris")).extracting(JsonNode::asText).containsExactly(TestTool.TARGET);
        JsonNode configuration = json.path(CONFIGURATION);
        assertThat(configuration.path("domain").asText()).isEqualTo("localhost:8080");
        assertThat(configuration.path("target_link_uri").asText()).isEqualTo(TestTool.TARGET);
        assertThat(configuration.path("claims"))
                .extracting(JsonNode::asText)
                .contains("name")
                .doesNotContain("email");
        assertThat(json.path("scope").asText().split(" ")).contains(ROSTER).hasSize(4);
    }

    @Test
    void onlySupportedAndChosenScopesAreAskedFor() {
        lms.configuration.putArray("scopes_supported").add(ROSTER).add("openid");
        assertThat(TestTool.bootstrap(open(lms.configurationUrl())).path("missing"))
                .extracting(JsonNode::asText)
                .containsExactly("grades", "groups", "notices");
        register(Map.of());
        assertThat(lms.posted().json().path("scope").asText()).isEqualTo(ROSTER);
        Map<String, String> none = new HashMap<>(
                Map.of("openid_configuration", lms.configurationUrl(), "registration_token", TestLms.TOKEN));
        tool.post("/lti/register", none, List.of());
        assertThat(lms.posted().json().path("scope").asText()).isEmpty();
        assertThat(lms.posted().json().path(CONFIGURATION).path("claims"))
                .extracting(JsonNode::asText)
                .containsExactly("iss", "sub");
    }

    @Test
    void canvasGetsItsExtensionsAndAMessageForEachPlacement() {
        ObjectNode platform = (ObjectNode) lms.configuration.path(LTI);
        platform.put("product_family_code", "canvas");
        platform.put("https://canvas.instructure.com/lti/account_name", "Riverside <b>University</b>");
        HttpResponse<String> page = open(lms.configurationUrl());
        assertThat(TestTool.bootstrap(page).at("/school/name").asText()).isEqualTo("Riverside <b>University</b>");
        assertThat(page.body()).doesNotContain("<b>");
        register(Map.of());
        JsonNode configuration = lms.posted().json().path(CONFIGURATION);
        assertThat(configuration
                        .path("https://canvas.instructure.com/lti/privacy_level")
                        .asText())
                .isEqualTo("name_only");
        assertThat(configuration.path("messages"))
                .allMatch(message -> message.path("placements").size() == 1);
        assertThat(configuration.at("/messages/0/placements/0").asText()).isEqualTo("course_navigation");
        assertThat(only().family()).isEqualTo("canvas");
        assertThat(only().name()).isEqualTo("Riverside <b>University</b>");
    }

    @Test
    void whatTheLmsGrantedIsKeptAsItCameBack() throws IOException {
        ObjectNode answer = (ObjectNode) new ObjectMapper().readTree(lms.answer);
        answer.put("scope", ROSTER + " https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly");
        lms.answer = answer.toString();
        JsonNode view = TestTool.bootstrap(register(Map.of()));
        assertThat(view.path("view").asText()).isEqualTo("done");
        assertThat(view.path("lacking"))
                .as("of what was chosen")
                .extracting(JsonNode::asText)
                .containsExactly("grades");
        Connection connection = only();
        assertThat(connection.iss()).isEqualTo(lms.url());
        assertThat(connection.clientId()).isEqualTo("RW3nfnFM5JJRRd9");
        assertThat(connection.scopes()).containsExactly(ROSTER);
        assertThat(connection.places())
                .extracting(Connection.Place::deploymentId)
                .containsExactly("5");
    }

    @Test
    void withoutAnInviteCodeItWaitsForAnApproval() {
        assertThat(TestTool.bootstrap(register(Map.of())).path("waiting").asBoolean())
                .isTrue();
        Connection waiting = only();
        assertThat(waiting.state()).isEqualTo(Connection.State.WAITING);
        assertThat(waiting.places()).extracting(Connection.Place::state).containsExactly(Connection.PlaceState.PENDING);
        assertThat(tool.lti().registrations().frameOrigins()).doesNotContain(lms.url());
        tool.lti().connections().approve(waiting.id());
        assertThat(only().state()).isEqualTo(Connection.State.ACTIVE);
        assertThat(only().places()).extracting(Connection.Place::state).containsExactly(Connection.PlaceState.ENABLED);
        assertThat(tool.lti().registrations().frameOrigins()).contains(lms.url());
    }

    @Test
    void anInviteCodeOpensAtOnceAndAsOftenAsItSays() {
        restart("invite");
        assertThat(code(register(Map.of()))).isEqualTo("invite_needed");
        assertThat(code(register(Map.of("invite", "AAAA-BBBB-CCCC-DDDD")))).isEqualTo("invite_wrong");
        assertThat(lms.calls()).allMatch(call -> call.method().equals("GET"));
        String code = tool.lti().invites().create("Riverside", Duration.ofDays(1), 1);
        String typed = code.toLowerCase(java.util.Locale.ROOT).replace("-", " ");
        assertThat(TestTool.bootstrap(register(Map.of("invite", typed)))
                        .path("waiting")
                        .asBoolean())
                .isFalse();
        assertThat(only().state()).isEqualTo(Connection.State.ACTIVE);
        assertThat(code(register(Map.of("invite", code)))).isEqualTo("invite_wrong");
    }

    @Test
    void aWrongCodeKeepsTheFormAndItsTicketForTheLms() {
        HttpResponse<String> page = register(Map.of("invite", "nonsense"));
        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(TestTool.bootstrap(page).path("view").asText()).isEqualTo("offer");
        assertThat(TestTool.bootstrap(page).at("/form/registration_token").asText())
                .isEqualTo(TestLms.TOKEN);
    }

    @Test
    void theLmssOwnWordsAreShown() {
        lms.status = 422;
        lms.answer = "{\"errors\":[\"scopes: unknown\"]}";
        HttpResponse<String> page = register(Map.of());
        assertThat(code(page)).isEqualTo("lms_refused");
        assertThat(TestTool.bootstrap(page).at("/problem/words").asText()).contains("422", "scopes: unknown");
        assertThat(tool.lti().connections().all()).isEmpty();
    }

    @Test
    void anAnswerThatIsAPageOrHasNoClientIdIsNoRegistration() {
        for (String answer : List.of("<html>Welcome</html>", "{}", "[]", "{\"client_id\":\"\"}")) {
            lms.answer = answer;
            assertThat(code(register(Map.of()))).as(answer).isEqualTo("bad_answer");
        }
        assertThat(tool.lti().connections().all()).isEmpty();
    }

    @Test
    void aDescriptionThatNamesAnotherIssuerIsAForgery() {
        for (String issuer : List.of(
                "https://canvas.instructure.com",
                "https://blackboard.com",
                "https://lms.school.edu",
                lms.url().replace("127.0.0.1", "localhost"),
                "no address")) {
            lms.configuration.put("issuer", issuer);
            assertThat(code(open(lms.configurationUrl()))).as(issuer).isEqualTo("wrong_issuer");
            assertThat(code(register(Map.of()))).as(issuer).isEqualTo("wrong_issuer");
        }
    }

    @Test
    void anAddressThatPointsInwardIsNotCalled() {
        for (String inward : List.of(
                "https://10.1.2.3/c", "https://169.254.169.254/latest", "https://[fd00::1]/c", "ftp://a.edu/c")) {
            HttpResponse<String> page = open(inward);
            assertThat(code(page)).as(inward).isEqualTo("unreachable");
        }
        for (String field : List.of("jwks_uri", "token_endpoint", "registration_endpoint")) {
            String before = lms.configuration.path(field).asText();
            lms.configuration.put(field, "https://192.168.1.1/" + field);
            assertThat(code(register(Map.of()))).as(field).isEqualTo("unreachable");
            lms.configuration.put(field, before);
        }
        assertThat(lms.calls()).allMatch(call -> call.method().equals("GET"));
    }

    @Test
    void aPublicServerCallsNothingOnItsOwnMachine() {
        tool.close();
        tool = new TestTool(folder, Clock.systemUTC(), Map.of("lectern.base-url", "https://class.school.edu"));
        assertThat(code(open(lms.configurationUrl()))).isEqualTo("unreachable");
        assertThat(lms.calls()).isEmpty();
    }

    @Test
    void aDescriptionWithoutWhatLtiNeedsIsRefusedWithTheField() {
        lms.configuration.remove("jwks_uri");
        HttpResponse<String> page = open(lms.configurationUrl());
        assertThat(code(page)).isEqualTo("no_configuration");
        assertThat(TestTool.bootstrap(page).at("/problem/words").asText()).contains("jwks_uri");
        lms.configuration.remove("registration_endpoint");
        assertThat(code(open(lms.configurationUrl()))).isIn("no_such_service", "no_configuration");
    }

    @Test
    void registeringTheSameToolAgainKeepsItsApproval() {
        register(Map.of());
        tool.lti().connections().approve(only().id());
        JsonNode view = TestTool.bootstrap(register(Map.of()));
        assertThat(view.path("waiting").asBoolean()).isFalse();
        assertThat(view.path("again").asBoolean()).isTrue();
        assertThat(only().state()).isEqualTo(Connection.State.ACTIVE);
    }

    @Test
    void oneThatWasRemovedWaitsAgain() {
        register(Map.of());
        Connections connections = tool.lti().connections();
        connections.approve(only().id());
        connections.remove(only().id());
        assertThat(only().state()).isEqualTo(Connection.State.REMOVED);
        register(Map.of());
        assertThat(only().state()).isEqualTo(Connection.State.WAITING);
        assertThat(tool.lti()
                        .registrations()
                        .deployment(
                                tool.lti()
                                        .registrations()
                                        .find(lms.url(), "RW3nfnFM5JJRRd9")
                                        .orElseThrow(),
                                "5")
                        .enabled())
                .isFalse();
    }

    @Test
    void aSwitchedOffServerAsksNobody() {
        restart("off");
        assertThat(code(open(lms.configurationUrl()))).isEqualTo("switched_off");
        assertThat(code(register(Map.of()))).isEqualTo("switched_off");
        assertThat(lms.calls()).isEmpty();
    }

    @Test
    void theRegistrationTokenIsNotStored() {
        restart("open");
        register(Map.of());
        List<String> rows = tool.database()
                .read(handle -> handle.createQuery("select * from registration")
                        .mapToMap()
                        .map(Object::toString)
                        .list());
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0)).doesNotContain(TestLms.TOKEN);
    }

    @Test
    void anExistingRegistrationIsToldOfWhatIsAskedForNow() throws Exception {
        ObjectNode answer = (ObjectNode) new ObjectMapper().readTree(lms.answer);
        answer.put("registration_client_uri", lms.url() + "/register/1");
        answer.put("registration_access_token", "manage-1");
        answer.put("scope", "");
        lms.answer = answer.toString();
        register(Map.of());
        assertThat(only().origin().updatable()).isTrue();
        lms.answer = answer.put("scope", ROSTER).toString();
        assertThat(tool.lti().registering().update(only().id()).orElseThrow().scopes())
                .isEqualTo(Set.of(ROSTER));
        assertThat(lms.posted().method()).isEqualTo("PUT");
        assertThat(lms.posted().authorization()).isEqualTo("Bearer manage-1");
        assertThat(lms.posted().json().path("client_id").asText()).isEqualTo("RW3nfnFM5JJRRd9");
    }

    @Test
    void whoAsksTooOftenWaits() {
        for (int i = 0; i < 20; i++) {
            assertThat(open("https://10.0.0.1/").statusCode()).isEqualTo(502);
        }
        assertThat(open("https://10.0.0.1/").statusCode()).isEqualTo(429);
        assertThat(tool.get("/lti/register").statusCode()).isEqualTo(200);
    }
}
