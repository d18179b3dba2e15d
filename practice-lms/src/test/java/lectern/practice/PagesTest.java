package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private final Running running = new Running();
    private final Visitor visitor = running.visitor;

    @AfterAll
    void close() {
        running.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/person/ada",
                "/course/physics?user=six",
                "/course/physics?user=sean&link=live",
                "/launch?course=physics&link=live&user=ada&in=frame",
                "/grades/physics?user=maya",
                "/switches",
                "/bench",
                "/inspector",
                "/path",
                "/admin",
                "/admin/tool",
                "/connect"
            })
    void everyPageSaysThatNothingIsReal(String path) throws Exception {
        HttpResponse<String> page = visitor.get(path);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Practice LMS: made-up people, on this computer only");
        assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/person/nobody",
                "/course/physics",
                "/course/physics?user=nobody",
                "/course/nothing?user=ada",
                "/course/physics?user=ada&link=nothing",
                "/course/empty?user=maya",
                "/launch?course=physics&user=ada",
                "/launch?course=physics&link=nothing&user=ada",
                "/launch?course=empty&link=live&user=maya",
                "/token",
                "/grades/open?user=ada",
                "/no-such-page"
            })
    void whatDoesNotExistIsSaidSo(String path) throws Exception {
        HttpResponse<String> page = visitor.get(path);

        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("Nothing here");
    }

    @Test
    void theFrameDelegatesToTheToolWhatMoodleDelegates() throws Exception {
        String page = visitor.get("/course/physics?user=ada&link=live").body();

        assertThat(page)
                .contains("allow=\"microphone http://localhost:8080; camera http://localhost:8080;"
                        + " geolocation http://localhost:8080; midi http://localhost:8080;"
                        + " encrypted-media http://localhost:8080; autoplay http://localhost:8080\"")
                .contains("allowfullscreen")
                .contains("src=\"/launch?course=physics&amp;link=live&amp;user=ada&amp;target=iframe\"")
                .doesNotContain("display-capture");
    }

    @Test
    void theSwitchOpensLinksInAWindowInstead() throws Exception {
        String page = visitor.get("/course/physics?user=ada&in=window").body();

        assertThat(page)
                .contains("href=\"/launch?course=physics&amp;link=live&amp;user=ada\" target=\"_blank\"")
                .doesNotContain("<iframe");
    }

    @Test
    void theLoginInitiationIsAFormOrARedirect() throws Exception {
        Visitor.Form form = visitor.open("physics", "live", "ada");
        HttpResponse<String> redirect = visitor.get("/launch?course=physics&link=live&user=ada&via=get");

        assertThat(form.action()).isEqualTo(Running.TOOL + "/lti/login");
        assertThat(form.fields())
                .containsOnlyKeys(
                        "iss", "target_link_uri", "login_hint", "lti_message_hint", "client_id", "lti_deployment_id")
                .containsEntry("iss", running.settings.issuer());
        assertThat(redirect.statusCode()).isEqualTo(302);
        assertThat(redirect.headers().firstValue("Location").orElseThrow())
                .startsWith(Running.TOOL + "/lti/login?iss=")
                .contains("&lti_message_hint=%7B%22");
    }

    @Test
    void theInspectorShowsAMessageWithItsChecksAndNoToken() throws Exception {
        Map<String, String> request = running.request(visitor.open("physics", "live", "ben"));
        String token = visitor.form(visitor.get("/auth?" + Visitor.encode(request)))
                .fields()
                .getOrDefault("id_token", "");

        String page = visitor.get("/inspector").body();

        assertThat(page)
                .contains("Login begins for Ben Carter", "Message to the tool: LtiResourceLinkRequest")
                .contains("✓ nonce is the one that the tool asked for", "(only the tool sees this)")
                .doesNotContain("✗", token.substring(token.lastIndexOf('.')));
        String fixture = page.replaceAll("(?s).*?(/inspector/[0-9]+\\.json).*", "$1");
        assertThat(JSONObjectUtils.parse(visitor.get(fixture).body())).containsKey("content");
    }

    /** A tool that is not there cannot be connected: its steps begin with the class. */
    @Test
    void theFirstStepsTickWhatWasOpenedAndInWhichOrder() throws Exception {
        try (Running alone = new Running()) {
            assertThat(alone.visitor.get("/path").body()).contains("0 of 5 seen");
            alone.visitor.get("/deeplink?course=physics&user=ada");
            alone.visitor.get("/launch?course=physics&link=live&user=ada");
            assertThat(alone.visitor.get("/path").body())
                    .as("the tool asked for no message")
                    .contains("0 of 5 seen");
            for (String[] opened : new String[][] {{"ada", "1"}, {"maya", "2"}, {"maya", "2"}, {"ada", "3"}}) {
                Map<String, String> request = alone.request(alone.visitor.open("physics", "live", opened[0]));
                alone.visitor.get("/auth?" + Visitor.encode(request));
                assertThat(alone.visitor.get("/path").body()).contains(opened[1] + " of 5 seen");
            }
        }
    }

    @Test
    void theAdministratorsMenuOpensTheToolOutsideOfCourses() throws Exception {
        assertThat(visitor.get("/person/admin").body()).contains("href=\"/admin\"");
        assertThat(visitor.get("/person/ada").body()).doesNotContain("class=\"more\"><a href=\"/admin\"");
        assertThat(visitor.get("/admin").body())
                .contains("Connect a tool", "Connected tools", "/admin/tool", "Behave like…");
        Map<String, String> request = running.request(visitor.form(visitor.get("/admin/launch?target=iframe")));
        String token = visitor.form(visitor.get("/auth?" + Visitor.encode(request)))
                .fields()
                .getOrDefault("id_token", "");
        JWTClaimsSet claims = SignedJWT.parse(token).getJWTClaimsSet();
        assertThat(claims.getClaim("https://purl.imsglobal.org/spec/lti/claim/context"))
                .isNull();
        assertThat(claims.getStringListClaim("https://purl.imsglobal.org/spec/lti/claim/roles"))
                .anyMatch(role -> role.endsWith("system/person#Administrator"));
    }

    @Test
    void aFormOfAnotherSiteChangesNothing() throws Exception {
        for (String path :
                List.of("/switches", "/connect/use", "/bench", "/copy/physics?user=ada", "/hello", "/keys")) {
            assertThat(visitor.postFrom("http://evil.example", path).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void aReportSaysWhatWasExpectedAndWhatCame() throws Exception {
        try (Running alone = new Running("http://localhost:" + Running.freePort())) {
            alone.visitor.post("/bench", "case=no+kid");
            HttpResponse<String> report = alone.visitor.get("/bench/report");
            assertThat(report.headers().firstValue("Content-Disposition").orElse(""))
                    .contains("launches.md");
            assertThat(report.body())
                    .contains(
                            "0 of 1 as expected",
                            "| no kid | Certification | missing_kid | not reached",
                            "**different**");
        }
    }

    @Test
    void aToolThatIsNotThereIsSaidByTheBench() throws Exception {
        try (Running alone = new Running("http://localhost:" + Running.freePort())) {
            alone.visitor.post("/bench", "case=no+kid");

            assertThat(alone.visitor.get("/bench").body()).contains("✗ not reached", "0 of 1 as expected");
        }
    }

    @Test
    void whatTheToolSaysOnTheWayBackIsShownAsText() throws Exception {
        String page = visitor.get("/return?course=physics&user=ada&lti_errormsg=%3Cscript%3Ealert(1)%3C/script%3E")
                .body();

        assertThat(page).contains("&lt;script&gt;alert(1)&lt;/script&gt;").doesNotContain("<script>");
    }

    @Test
    void anotherNameOfThisComputerLeadsToTheIssuersName() throws Exception {
        Visitor byName = new Visitor("http://localhost:" + running.settings.port());
        HttpResponse<String> page = byName.get("/course/physics?user=ada");

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).contains(running.settings.issuer() + "/");
    }

    @Test
    void theDescriptionOfThePlatformNamesOnlyWhatAnswers() throws Exception {
        Map<String, Object> configuration = JSONObjectUtils.parse(
                visitor.get("/.well-known/openid-configuration").body());

        assertThat(configuration)
                .containsEntry("issuer", running.settings.issuer())
                .containsEntry("token_endpoint", running.settings.issuer() + "/token")
                .containsEntry("registration_endpoint", running.settings.issuer() + "/register");
        String keys = URI.create((String) configuration.get("jwks_uri")).getPath();
        assertThat(visitor.get(keys).statusCode()).isEqualTo(200);
        assertThat(visitor.get(keys).body()).doesNotContain("\"d\"");
    }
}
