package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorizationTest {

    private final Running running = new Running();
    private final Visitor visitor = running.visitor;

    @BeforeAll
    void answers() throws Exception {
        assertThat(visitor.get("/").statusCode()).isEqualTo(200);
    }

    @AfterAll
    void close() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                "scope, absent, invalid_scope",
                "scope, openid profile, invalid_scope",
                "response_type, absent, unsupported_response_type",
                "response_type, code, unsupported_response_type",
                "response_mode, absent, invalid_request",
                "response_mode, query, invalid_request",
                "prompt, absent, invalid_request",
                "prompt, login, invalid_request",
                "nonce, absent, invalid_request",
                "nonce, '', invalid_request",
                "login_hint, absent, login_required",
                "login_hint, 102, access_denied",
                "lti_message_hint, absent, invalid_request",
                "lti_message_hint, something else, invalid_request",
            })
    void aFaultyRequestIsToldToTheToolAsAnError(String parameter, String value, String error) throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "live", "ada"));
        if (value == null) {
            request.remove(parameter);
        } else {
            request.put(parameter, value);
        }

        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(request)));

        assertThat(form.action()).isEqualTo(Running.TOOL + "/lti/launch");
        assertThat(form.fields())
                .containsEntry("error", error)
                .containsKey("error_description")
                .containsEntry("state", request.get("state"))
                .doesNotContainKey("id_token");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                "client_id, absent",
                "client_id, somebody-else",
                "redirect_uri, absent",
                "redirect_uri, http://localhost:8080/lti/launch?x=1",
                "redirect_uri, http://localhost:8080/lti/launch/",
                "redirect_uri, http://localhost:8081/lti/launch",
                "redirect_uri, http://evil.example/lti/launch",
            })
    void anUnknownClientOrAddressIsToldToThePersonOnly(String parameter, String value) throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "live", "ada"));
        if (value == null) {
            request.remove(parameter);
        } else {
            request.put(parameter, value);
        }

        HttpResponse<String> answer = visitor.get("/auth?" + Visitor.encode(request));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("This launch was refused").doesNotContain("<form");
    }

    @Test
    void aParameterThatComesTwiceIsAnError() throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "live", "ada"));

        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(request) + "&nonce=other"));

        assertThat(form.fields()).containsEntry("error", "invalid_request").doesNotContainKey("id_token");
    }

    @Test
    void aHintWorksAgainExceptWithMoodle() throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "live", "ada"));
        Visitor.Form first = visitor.form(visitor.get("/auth?" + Visitor.encode(request)));
        assertThat(first.fields()).containsKey("id_token");
        visitor.post("/switches", "face=moodle");
        Visitor.Form again = visitor.form(visitor.get("/auth?" + Visitor.encode(request)));
        assertThat(again.fields()).containsKey("id_token");
        Visitor.Form spent = visitor.form(visitor.get("/auth?" + Visitor.encode(request)));
        assertThat(spent.fields()).containsEntry("error", "invalid_request").doesNotContainKey("id_token");
    }

    @Test
    void theHintOfOnePersonDoesNotLaunchForAnother() throws Exception {
        Map<String, String> maya = running.request(visitor.open("physics", "live", "maya"));
        Map<String, String> ada = running.request(visitor.open("physics", "live", "ada"));
        maya.put("login_hint", ada.get("login_hint"));

        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(maya)));

        assertThat(form.fields()).containsEntry("error", "access_denied").doesNotContainKey("id_token");
    }

    @Test
    void aRequestMayBePosted() throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "office", "ben"));

        Visitor.Form form = visitor.form(visitor.post("/auth", Visitor.encode(request)));

        assertThat(form.fields()).containsEntry("state", request.get("state"));
        assertThat(SignedJWT.parse(form.fields().get("id_token"))
                        .getJWTClaimsSet()
                        .getStringClaim("nonce"))
                .isEqualTo("nonce-1");
    }

    @Test
    void aRequestWithoutStateGetsNone() throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "live", "ben"));
        request.remove("state");

        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(request)));

        assertThat(form.fields()).containsOnlyKeys("id_token");
    }
}
