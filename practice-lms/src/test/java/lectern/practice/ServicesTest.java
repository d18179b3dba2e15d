package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesTest {

    private static final String LTI = "https://purl.imsglobal.org/spec/";
    private static final String ROSTER = LTI + "lti-nrps/scope/contextmembership.readonly";
    private static final String LINE_ITEM = LTI + "lti-ags/scope/lineitem";
    private static final String SCORE = LTI + "lti-ags/scope/score";
    private static final String RESULT = LTI + "lti-ags/scope/result.readonly";
    private static final String GROUPS = LTI + "lti-gs/scope/contextgroup.readonly";
    private static final String LINE_ITEM_TYPE = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String SCORE_TYPE = "application/vnd.ims.lis.v1.score+json";
    private static final String TEN = "{\"label\":\"Attendance\",\"scoreMaximum\":10}";

    private final ToolSide tool = new ToolSide();
    private final Running running = new Running(tool.origin());
    private final String lms = running.settings.issuer();
    private final Visitor visitor = running.visitor;

    @AfterAll
    void close() {
        running.close();
        tool.close();
    }

    private Map<String, Object> assertion() {
        return ToolSide.assertion("lectern-practice", lms + "/token");
    }

    private HttpResponse<String> token(String assertion, String scope) throws Exception {
        return visitor.post("/token", Visitor.encode(ToolSide.tokenForm(assertion, scope)));
    }

    private String bearer(String scope) throws Exception {
        HttpResponse<String> answer = token(tool.sign(assertion()), scope);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSONObjectUtils.getString(JSONObjectUtils.parse(answer.body()), "access_token");
    }

    private HttpResponse<String> get(String url, String scope) throws Exception {
        return tool.send("GET", url, "", "", bearer(scope));
    }

    private static Map<String, Object> json(HttpResponse<String> answer) throws Exception {
        return JSONObjectUtils.parse(answer.body());
    }

    private String column(String course, String body) throws Exception {
        HttpResponse<String> made =
                tool.send("POST", lms + "/services/" + course + "/lineitems", LINE_ITEM_TYPE, body, bearer(LINE_ITEM));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JSONObjectUtils.getString(json(made), "id");
    }

    private HttpResponse<String> score(String column, String user, String timestamp, String more) throws Exception {
        String body = "{\"userId\":\"" + user + "\",\"timestamp\":\"" + timestamp
                + "\",\"activityProgress\":\"Completed\",\"gradingProgress\":\"FullyGraded\"" + more + "}";
        return tool.send("POST", column + "/scores", SCORE_TYPE, body, bearer(SCORE));
    }

    @Test
    void aCorrectAssertionGetsTheScopesThatAreAllowed() throws Exception {
        HttpResponse<String> answer = token(tool.sign(assertion()), SCORE + " https://example/other");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer)).containsEntry("token_type", "Bearer").containsEntry("scope", SCORE);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {
                "iss, somebody-else",
                "sub, somebody-else",
                "aud, http://elsewhere/token",
                "jti, absent",
                "exp, absent",
                "iat, absent",
            })
    void anAssertionThatSaysSomethingElseIsRefused(String claim, String value) throws Exception {
        Map<String, Object> claims = assertion();
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }

        HttpResponse<String> answer = token(tool.sign(claims), SCORE);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer)).containsEntry("error", "invalid_client").containsKey("error_description");
    }

    @Test
    void anAssertionIsGoodOnceAndInItsTime() throws Exception {
        String once = tool.sign(assertion());
        Map<String, Object> old = assertion();
        old.put("exp", Instant.now().getEpochSecond() - 120);
        Map<String, Object> early = assertion();
        early.put("iat", Instant.now().getEpochSecond() + 600);
        early.put("exp", Instant.now().getEpochSecond() + 900);

        assertThat(token(once, SCORE).statusCode()).isEqualTo(200);
        assertThat(token(once, SCORE).body()).contains("used before");
        assertThat(token(tool.sign(old), SCORE).body()).contains("is over");
        assertThat(token(tool.sign(early), SCORE).body()).contains("in the future");
    }

    @Test
    void aKeyThatTheToolDoesNotPublishIsRefused() throws Exception {
        String forged = ToolSide.sign(assertion(), ToolSide.newKey("tool-key"));
        String unknown = ToolSide.sign(assertion(), ToolSide.newKey("other"));

        assertThat(token(forged, SCORE).body()).contains("invalid_client");
        assertThat(token(unknown, SCORE).body()).contains("invalid_client");
        assertThat(token("no token", SCORE).body()).contains("invalid_client");
        assertThat(token(tool.sign(assertion()), "openid").body()).contains("invalid_scope");
    }

    @Test
    void namesInEveryScriptComeWhole() throws Exception {
        String url = lms + "/services/physics/members?role=Learner";

        assertThat(get(url, ROSTER).body()).contains("Se\u00e1n O'Neill").contains("\u0644\u064a\u0644\u0649");
    }

    @Test
    void theRosterComesFiveAtATimeUntilTheLastPage() throws Exception {
        List<Integer> sizes = new ArrayList<>();
        List<Object> subs = new ArrayList<>();
        Optional<String> next = Optional.of(lms + "/services/physics/members");
        while (next.isPresent()) {
            HttpResponse<String> page = get(next.get(), ROSTER);
            List<Map<String, Object>> members = List.of(JSONObjectUtils.getJSONObjectArray(json(page), "members"));
            sizes.add(members.size());
            members.forEach(m -> subs.add(m.get("user_id")));
            next = page.headers().firstValue("Link").map(l -> l.substring(1, l.indexOf('>')));
        }

        assertThat(sizes).containsExactly(5, 4);
        assertThat(subs).doesNotHaveDuplicates().contains("101", "206", "301").doesNotContain("302", "303");
    }

    @Test
    void theRosterIsFilteredByRoleAndSaysGroupsAndCustomValues() throws Exception {
        String url = lms + "/services/physics/members";

        assertThat((List<?>) json(get(url + "?role=Instructor", ROSTER)).get("members"))
                .hasSize(2);
        HttpResponse<String> students = get(url + "?role=Learner&groups=true&rlid=physics-live&limit=2", ROSTER);
        assertThat((List<?>) json(students).get("members")).hasSize(2);
        assertThat(students.body()).contains("\"group_id\":\"group-1\"").contains("claim/custom");
        assertThat(students.headers().firstValue("Link").orElseThrow()).contains("role=Learner", "groups=true");
        assertThat(get(url + "?rlid=empty-live", ROSTER).statusCode()).isEqualTo(404);
    }

    @Test
    void aServiceAnswersNobodyWithoutTheRightToken() throws Exception {
        String url = lms + "/services/physics/members";

        assertThat(tool.send("GET", url, "", "", "").statusCode()).isEqualTo(401);
        assertThat(tool.send("GET", url, "", "", "made-up").headers().firstValue("WWW-Authenticate"))
                .isPresent();
        assertThat(get(url, SCORE).statusCode()).isEqualTo(403);
        assertThat(get(lms + "/services/open/members", ROSTER).statusCode()).isEqualTo(404);
    }

    @Test
    void groupsHaveNamesAndASet() throws Exception {
        assertThat(get(lms + "/services/physics/groups", GROUPS).body()).contains("Group A", "Group C", "set-1");
        assertThat(get(lms + "/services/physics/groups?user_id=201", GROUPS).body())
                .contains("Group A")
                .doesNotContain("Group B");
        assertThat(get(lms + "/services/physics/groupsets", GROUPS).body()).contains("Lab groups");
    }

    @Test
    void aColumnIsFoundByItsTagAndChangesAndGoes() throws Exception {
        String url = column(
                "empty",
                "{\"label\":\"Quiz\",\"scoreMaximum\":4,\"tag\":\"t-1\",\"resourceLinkId\":\"empty-live\",\"x\":{\"y\":1}}");
        String token = bearer(LINE_ITEM);
        String list = lms + "/services/empty/lineitems";

        assertThat(JSONArrayUtils.parse(
                        tool.send("GET", list + "?tag=t-1", "", "", token).body()))
                .hasSize(1);
        assertThat(JSONArrayUtils.parse(
                        tool.send("GET", list + "?tag=t-2", "", "", token).body()))
                .isEmpty();
        assertThat(tool.send("GET", url, "", "", token).body()).contains("\"x\":{\"y\":1}");
        assertThat(tool.send("PUT", url, LINE_ITEM_TYPE, "{\"label\":\"Quiz 2\",\"scoreMaximum\":8}", token)
                        .body())
                .contains("Quiz 2", "empty-live");
        assertThat(tool.send("DELETE", url, "", "", token).statusCode()).isEqualTo(204);
        assertThat(tool.send("GET", url, "", "", token).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"label\":\"A\"}|scoreMaximum",
                "{\"scoreMaximum\":1}|label",
                "{\"label\":\"A\",\"scoreMaximum\":0}|scoreMaximum",
                "{\"label\":\"A\",\"scoreMaximum\":1,\"resourceLinkId\":\"no\"}|resourceLinkId",
                "[]|no JSON object",
            })
    void aColumnThatIsWrittenWrongIsRefusedWithTheField(String body, String word) throws Exception {
        HttpResponse<String> answer =
                tool.send("POST", lms + "/services/physics/lineitems", LINE_ITEM_TYPE, body, bearer(LINE_ITEM));

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(answer.body()).contains(word);
    }

    @Test
    void aScoreIsSeenInTheGradebookAndInTheResults() throws Exception {
        String url = column("physics", TEN);

        HttpResponse<String> answer = score(
                url,
                "201",
                "2026-11-02T10:00:00.001Z",
                ",\"scoreGiven\":40,\"scoreMaximum\":50,\"comment\":\"40 min\"");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        assertThat(get(url + "/results?user_id=201", RESULT).body())
                .contains("\"resultScore\":8.0", "\"resultMaximum\":10.0", "40 min");
        assertThat(visitor.get("/grades/physics?user=ada").body()).contains("Attendance", "40 min");
        assertThat(visitor.get("/grades/physics?user=maya").body()).contains("40 min");
        assertThat(visitor.get("/grades/physics?user=ben").body()).doesNotContain("40 min");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "201|2026-11-02T10:00:00Z|,\"scoreGiven\":1,\"scoreMaximum\":1|400|parts of a second",
                "201|2026-11-02T10:00:00.1|,\"scoreGiven\":1,\"scoreMaximum\":1|400|zone",
                "201|2026-11-02T10:00:00.1Z|,\"scoreGiven\":1|422|scoreMaximum",
                "201|2026-11-02T10:00:00.1Z|,\"scoreGiven\":-1,\"scoreMaximum\":1|422|below 0",
                "101|2026-11-02T10:00:00.1Z|,\"scoreGiven\":1,\"scoreMaximum\":1|400|no student",
                "999|2026-11-02T10:00:00.1Z|,\"scoreGiven\":1,\"scoreMaximum\":1|404|nobody",
            })
    void aScoreAgainstTheRulesIsRefused(String user, String time, String more, int status, String word)
            throws Exception {
        HttpResponse<String> answer = score(column("physics", TEN), user, time, more);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(word);
    }

    @Test
    void anOlderScoreIsRefusedAndATeachersGradeIsSeen() throws Exception {
        String url = column("physics", TEN);
        String five = ",\"scoreGiven\":5,\"scoreMaximum\":10";
        assertThat(score(url, "202", "2026-11-02T10:00:00.500Z", five).statusCode())
                .isEqualTo(204);
        assertThat(score(url, "202", "2026-11-02T10:00:00.500Z", five).statusCode())
                .isEqualTo(409);

        String id = url.replaceAll(".*/lineitems/([0-9]+)/.*", "$1");
        String form = "column=" + id + "&student=ben&points=9,5";
        assertThat(visitor.post("/grades/physics?user=maya", form).statusCode()).isEqualTo(404);
        assertThat(visitor.post("/grades/physics?user=ada", form).statusCode()).isEqualTo(302);
        assertThat(get(url + "/results", RESULT).body()).contains("\"resultScore\":9.5");
        assertThat(score(url, "202", "2026-11-02T10:00:01.0Z", five).statusCode())
                .isEqualTo(204);
        assertThat(visitor.get("/grades/physics?user=ada").body()).contains("wrote over a teacher");
    }

    @Test
    void aLaunchSaysWhereTheServicesAre() throws Exception {
        column("physics", "{\"label\":\"Office\",\"scoreMaximum\":1,\"resourceLinkId\":\"physics-office\"}");
        Visitor.Form login = visitor.open("physics", "office", "ada");
        Visitor.Form form = visitor.form(visitor.get("/auth?" + Visitor.encode(running.request(login))));
        JWTClaimsSet claims = SignedJWT.parse(form.fields().get("id_token")).getJWTClaimsSet();

        assertThat(claims.getJSONObjectClaim(LTI + "lti-nrps/claim/namesroleservice"))
                .containsEntry("context_memberships_url", lms + "/services/physics/members");
        assertThat(claims.getJSONObjectClaim(LTI + "lti-ags/claim/endpoint")).containsKeys("lineitems", "lineitem");
        assertThat(claims.getClaims()).containsKey(LTI + "lti-gs/claim/groupsservice");
    }
}
