package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a visitor may turn while the practice LMS runs: keys, schools, and where the tool is shown. */
class TurnedTest {

    private final Running running = new Running();
    private final Visitor visitor = running.visitor;

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aNewKeySignsAndTheOldOneStaysOrIsWithdrawn() throws Exception {
        List<String> first = kids();
        visitor.post("/keys", "old=kept");
        List<String> both = kids();
        assertThat(both).hasSize(2).containsAll(first);
        assertThat(visitor.get("/connect").body()).contains(both.get(0) + " (signs)", first.get(0));
        visitor.post("/keys", "old=withdrawn");
        List<String> last = kids();
        assertThat(last).hasSize(1).doesNotContainAnyElementsOf(both);
        Map<String, String> request = running.request(visitor.open("physics", "live", "ben"));
        String token = visitor.form(visitor.get("/auth?" + Visitor.encode(request)))
                .fields()
                .getOrDefault("id_token", "");
        assertThat(SignedJWT.parse(token).getHeader().getKeyID()).isEqualTo(last.get(0));
    }

    private List<String> kids() throws Exception {
        return JWKSet.parse(visitor.get("/.well-known/jwks.json").body()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }

    @Test
    void theSecondSchoolIsAnotherDeploymentOfTheSameClient() throws Exception {
        visitor.post("/switches", "school=hillside");
        Visitor.Form login = visitor.open("physics", "live", "ben");
        assertThat(login.fields())
                .containsEntry("lti_deployment_id", "practice-1-hillside")
                .containsEntry("client_id", "lectern-practice");
        String token = visitor.form(visitor.get("/auth?" + Visitor.encode(running.request(login))))
                .fields()
                .getOrDefault("id_token", "");
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getClaims())
                .containsEntry("https://purl.imsglobal.org/spec/lti/claim/deployment_id", "practice-1-hillside");
        assertThat(visitor.get("/connect").body()).contains("Hillside College: client id");
    }

    @Test
    void theToolOpensInANarrowFrameOrASmallWindow() throws Exception {
        visitor.post("/switches", "place=narrow");
        assertThat(visitor.get("/course/physics?user=ada&link=live").body()).contains("class=\"narrow\"");
        visitor.post("/switches", "place=popup");
        assertThat(visitor.get("/course/physics?user=ada&link=live").body())
                .contains("/popup.js", "target=\"_blank\"")
                .doesNotContain("<iframe");
    }
}
