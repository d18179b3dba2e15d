package lectern.lti.deeplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lectern.account.TestClock;
import lectern.account.Tokens;
import lectern.lti.keys.ToolKeys;
import lectern.lti.login.OwnUrls;
import lectern.schedule.PlanBody;
import lectern.schedule.Schedules;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoicesTest {
    private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final String C = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String RETURN = "https://lms.school.edu/return?course=2&sesskey=secret";
    private static final Request.Deployed OURS = new Request.Deployed(1, "dep-1", "https://lms.school.edu", "client-1");
    private static final Map<String, String> FIRST_MONDAY =
            Map.of("startDateTime", "2026-11-30T10:00:00Z", "endDateTime", "2026-11-30T11:30:00Z");
    private static final Request.Terms ALL = new Request.Terms(true, true, true);

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock();
    private final RememberedGroups groups = new RememberedGroups();
    private Database database;
    private ToolKeys keys;
    private Choices choices;

    /** A source of groups as far as deep linking sees one. */
    private static final class RememberedGroups implements GroupRooms {
        final List<String> planned = new ArrayList<>();

        @Override
        public boolean known(@Nullable Long courseId) {
            return courseId != null;
        }

        @Override
        public void plan(Handle handle, long deploymentId, String roomKey) {
            planned.add(deploymentId + " " + roomKey);
        }
    }

    @BeforeEach
    void open() {
        DataFolder data = DataFolder.open(folder);
        database = Database.open(data);
        keys = ToolKeys.open(data, database, clock);
        choices = choices(groups);
        database.change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'https://lms.school.edu', 'client-1', 'a', 'j', 0)");
            handle.execute("insert into deployment (id, registration_id, deployment_id, created_at) "
                    + "values (1, 1, 'dep-1', 0), (2, 1, 'dep-2', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) "
                    + "values (1, 1, 'x', 'Physics'), (2, 1, 'y', 'Chemistry'), (3, 2, 'x', 'Other school')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) values "
                    + "(1, 1, 'room:optics', 1, 'Optics', 0), (2, 1, 'link:7', 1, 'Waves', 0), "
                    + "(3, 1, 'room:acids', 2, 'Acids', 0), (4, 1, 'room:acids@1', 1, 'Acids copied', 0), "
                    + "(5, 2, 'room:theirs', 3, 'Theirs', 0), (6, 1, 'room:odd@1', 1, 'Named oddly', 0)");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Choices choices(@Nullable GroupRooms known) {
        Tokens tokens = new Tokens();
        return new Choices(
                new Choices.Ground(database, clock, tokens, new OwnUrls(URI.create("https://class.school.edu"))),
                new ResponseToken(keys, clock, tokens),
                known);
    }

    private static Request request(Request.Terms terms) {
        return new Request(OURS, 1L, RETURN, "opaque <data>", terms);
    }

    private static Wish wish(String kind, @Nullable String room, String title) {
        return new Wish(kind, room, title, null, null, null, null, null, null);
    }

    private JWTClaimsSet claims(Choices.Answer answer) throws Exception {
        SignedJWT jwt = SignedJWT.parse(answer.jwt());
        assertThat(jwt.verify(
                        new RSASSAVerifier(keys.publicKeys().getKeys().get(0).toRSAKey())))
                .isTrue();
        return jwt.getJWTClaimsSet();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> items(JWTClaimsSet claims) {
        return (List<Map<String, Object>>) Objects.requireNonNull(claims.getClaim(DL + "content_items"));
    }

    private Map<String, Object> onlyItem(Wish wish) throws Exception {
        List<Map<String, Object>> items = items(claims(choices.answer(choices.begin(request(ALL)), List.of(wish))));
        assertThat(items).hasSize(1);
        return items.get(0);
    }

    private String roomId(Wish wish) throws Exception {
        return idOf(onlyItem(wish));
    }

    private static String idOf(Map<String, Object> item) {
        return String.valueOf(((Map<?, ?>) Objects.requireNonNull(item.get("custom"))).get("room_id"));
    }

    @Test
    void theAnswerIsASignedListForThisLms() throws Exception {
        Choices.Answer answer =
                choices.answer(choices.begin(request(ALL)), List.of(wish("course", null, "  Optics \u202e lab ")));
        assertThat(answer.url()).isEqualTo(RETURN);
        JWTClaimsSet claims = claims(answer);
        assertThat(claims.getIssuer()).isEqualTo("client-1");
        assertThat(claims.getAudience()).containsExactly("https://lms.school.edu");
        assertThat(claims.getIssueTime().toInstant()).isBefore(clock.instant());
        assertThat(claims.getExpirationTime().toInstant())
                .isBetween(clock.instant(), clock.instant().plusSeconds(300));
        assertThat(claims.getStringClaim("nonce")).hasSize(43);
        assertThat(claims.getStringClaim(C + "message_type")).isEqualTo("LtiDeepLinkingResponse");
        assertThat(claims.getStringClaim(C + "version")).isEqualTo("1.3.0");
        assertThat(claims.getStringClaim(C + "deployment_id")).isEqualTo("dep-1");
        assertThat(claims.getStringClaim(DL + "data")).isEqualTo("opaque <data>");
        Map<String, Object> item = items(claims).get(0);
        assertThat(item)
                .containsEntry("type", "ltiResourceLink")
                .containsEntry("url", "https://class.school.edu/lti/launch")
                .containsEntry("title", "Optics lab")
                .doesNotContainKeys("lineItem", "window", "available", "submission", "text");
    }

    @Test
    void whoeverCancelsAnswersAnEmptyList() throws Exception {
        JWTClaimsSet claims = claims(choices.answer(choices.begin(request(ALL)), List.of()));
        assertThat(items(claims)).isEmpty();
        assertThat(claims.getClaims()).containsKey(DL + "data").doesNotContainKey(DL + "errormsg");
    }

    @Test
    void dataThatWasNotSentIsNotSentBack() throws Exception {
        Request silent = new Request(OURS, 1L, RETURN, null, ALL);
        assertThat(claims(choices.answer(choices.begin(silent), List.of())).getClaims())
                .doesNotContainKey(DL + "data");
    }

    @Test
    void aRequestIsAnsweredOnce() {
        String token = choices.begin(request(ALL));
        choices.answer(token, List.of());
        refused(token, List.of(), "already_sent");
    }

    @Test
    void aRequestWaitsAnHour() {
        String token = choices.begin(request(ALL));
        clock.advance(Choices.LIFE);
        refused(token, List.of(), "signed_out");
        refused("x".repeat(500), List.of(), "signed_out");
        choices.purge();
        clock.advance(Duration.ofHours(2));
        choices.purge();
        assertThat(count("deep_link_request")).isZero();
    }

    @Test
    void aDeploymentThatWasSwitchedOffGetsNoAnswer() {
        String token = choices.begin(request(ALL));
        database.change(handle -> handle.execute("update deployment set status = 'disabled' where id = 1"));
        refused(token, List.of(), "signed_out");
    }

    @Test
    void aMistakeLeavesTheRequestOpen() throws Exception {
        String token = choices.begin(request(ALL));
        refused(token, List.of(wish("course", null, " ")), "bad_request");
        assertThat(items(claims(choices.answer(token, List.of(wish("course", null, "Now right"))))))
                .hasSize(1);
    }

    private void refused(String token, List<Wish> wishes, String code) {
        assertThatThrownBy(() -> choices.answer(token, wishes))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.code()).isEqualTo(code));
    }

    private void refused(Wish wish, String sentence) {
        assertThatThrownBy(() -> choices.answer(choices.begin(request(ALL)), List.of(wish)))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.sentence()).contains(sentence));
    }

    /** Mondays at ten, from the one after the clock's. */
    private static Wish mondays(@Nullable Integer count) {
        PlanBody.RepeatBody repeat = count == null ? null : new PlanBody.RepeatBody(List.of("MO"), 1, null, count);
        PlanBody plan = new PlanBody("Europe/Lisbon", "2026-11-30", "10:00", 90, repeat);
        return new Wish(
                "class",
                null,
                "Exam",
                "Bring a pen",
                plan,
                "2026-11-25T10:00:00Z",
                null,
                count == null ? new BigDecimal("12.5") : null,
                true);
    }

    private Schedules schedules(String roomId) {
        database.change(handle -> handle.execute("insert into class (id, deployment_id, room_key, course_id, title, "
                + "created_at) values (9, 1, 'room:" + roomId + "', 1, 'Exam', 0)"));
        return new Schedules(database, clock);
    }

    @Test
    void aScheduledClassCarriesItsTimesAndKeepsThem() throws Exception {
        Map<String, Object> item = onlyItem(mondays(null));
        assertThat(item)
                .containsEntry("text", "Bring a pen")
                .containsEntry("submission", FIRST_MONDAY)
                .containsEntry("available", Map.of("startDateTime", "2026-11-25T10:00:00Z"))
                .containsEntry("window", Map.of("targetName", "_blank"));
        String id = idOf(item);
        Map<?, ?> lineItem = (Map<?, ?>) Objects.requireNonNull(item.get("lineItem"));
        assertThat(lineItem.get("scoreMaximum")).isEqualTo(12.5);
        assertThat(lineItem.get("label")).isEqualTo("Exam");
        assertThat(lineItem.get("resourceId")).isEqualTo("room:" + id);
        assertThat(lineItem.get("tag")).as("what grades look for").isEqualTo("lectern-attendance");
        Schedules schedules = schedules(id);
        assertThat(schedules.next(9).orElseThrow().starts()).isEqualTo("2026-11-30T10:00:00Z");
        assertThat(schedules.of(9).get(0).rule().zone()).hasToString("Europe/Lisbon");
    }

    @Test
    void theLmsIsToldTheFirstOfTheClassesAndTheTimetableKeepsAll() throws Exception {
        Map<String, Object> item = onlyItem(mondays(3));
        assertThat(item).containsEntry("submission", FIRST_MONDAY);
        assertThat(schedules(idOf(item)).ahead(9, 9))
                .extracting(one -> one.times().starts().toString())
                .containsExactly("2026-11-30T10:00:00Z", "2026-12-07T10:00:00Z", "2026-12-14T10:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "10001", "1.005"})
    void pointsOutOfRangeAreRefused(BigDecimal points) {
        refused(new Wish("course", null, "T", null, null, null, null, points, null), "The maximum");
    }

    @Test
    void wordsThatAreTooLongAreRefused() {
        refused(wish("course", null, "x".repeat(201)), "title is longer");
        refused(new Wish("course", null, "T", "x".repeat(1001), null, null, null, null, null), "description");
        refused(wish("webinar", null, "T"), "\"kind\"");
    }

    @Test
    void whatTheLmsDoesNotTakeIsNotSent() throws Exception {
        Request narrow = request(new Request.Terms(false, false, false));
        String token = choices.begin(narrow);
        Wish one = wish("course", null, "One");
        refused(token, List.of(one, one), "bad_request");
        Wish graded = new Wish("course", null, "T", null, null, null, null, BigDecimal.TEN, null);
        refused(token, List.of(graded), "bad_request");
        Wish tab = new Wish("course", null, "T", null, null, null, null, null, true);
        assertThat(items(claims(choices.answer(token, List.of(tab)))).get(0)).doesNotContainKey("window");
    }

    @Test
    void twentyAreTheMostAtOnce() throws Exception {
        List<Wish> wishes = new ArrayList<>(java.util.Collections.nCopies(21, wish("course", null, "T")));
        String token = choices.begin(request(ALL));
        refused(token, wishes, "bad_request");
        wishes.remove(0);
        List<Map<String, Object>> items = items(claims(choices.answer(token, wishes)));
        assertThat(items.stream().map(item -> item.get("custom")).distinct()).hasSize(20);
    }

    @Test
    void aRoomThatIsThereKeepsItsIdentity() throws Exception {
        assertThat(roomId(wish("course", "1", "Optics again"))).isEqualTo("optics");
        assertThat(roomId(wish("course", "4", "Acids here"))).as("a copy").isEqualTo("acids");
        assertThat(roomId(wish("course", "6", "T"))).as("no copy of anything").isEqualTo("odd@1");
    }

    @Test
    void aRoomThatALinkMadeGetsOneIdentityMore() throws Exception {
        String first = roomId(wish("course", "2", "Waves"));
        assertThat(roomId(wish("course", "2", "Waves"))).isEqualTo(first);
        assertThat(count("room_alias")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"3", "5", "99", "x", "-1"})
    void roomsOfOtherCoursesAndSchoolsAreNotThere(String room) {
        refused(wish("course", room, "T"), "no such room");
    }

    @Test
    void onlyTheRoomsOfTheCourseAreOffered() {
        assertThat(choices.rooms(request(ALL)))
                .extracting(DeepLinkStore.Room::title)
                .containsExactly("Acids copied", "Named oddly", "Optics", "Waves");
        Request theirs = new Request(new Request.Deployed(2, "dep-2", "i", "c"), 1L, RETURN, null, ALL);
        assertThat(choices.rooms(theirs))
                .as("our course's id in their deployment")
                .isEmpty();
        assertThat(choices.rooms(new Request(OURS, null, RETURN, null, ALL))).isEmpty();
    }

    @Test
    void aRoomIsNotReusedOutsideOfAnyCourse() {
        String token = choices.begin(new Request(OURS, null, RETURN, null, ALL));
        refused(token, List.of(wish("course", "1", "T")), "not_found");
    }

    @Test
    void groupRoomsArePlannedWhereGroupsAreKnown() throws Exception {
        String id = roomId(wish("groups", null, "Labs"));
        assertThat(groups.planned).containsExactly("1 room:" + id);
        choices = choices(null);
        refused(wish("groups", null, "Labs"), "does not know groups");
    }

    private int count(String table) {
        return database.read(handle -> handle.createQuery("select count(*) from " + table)
                .mapTo(Integer.class)
                .one());
    }
}
