package lectern.lti.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.TestSite;
import lectern.account.TestClock;
import lectern.attendance.CourseRoster.Enrolled;
import lectern.attendance.CourseRoster.Student;
import lectern.lti.TestLms;
import lectern.lti.TestLms.Reply;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.PlatformHttp;
import lectern.lti.keys.ToolKeys;
import lectern.lti.registration.Registrations;
import lectern.lti.token.ServiceClient;
import lectern.lti.token.ServiceTokens;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an LMS on loopback, with answers of a real Moodle among them. */
final class RostersTest {
    private static final String MEMBERS = "/mod/lti/services.php/CourseSection/2/bindings/2/memberships";

    private final TestClock clock = new TestClock();
    private final TestLms lms = new TestLms();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private Database database;
    private Rosters rosters;

    @BeforeEach
    void start(@TempDir Path folder) {
        DataFolder data = DataFolder.open(folder);
        database = Database.open(data);
        lms.register(database);
        PlatformHttp http = new PlatformHttp(new AddressGuard(true, false));
        ToolKeys keys = ToolKeys.open(data, database, clock);
        rosters = new Rosters(
                database,
                new Registrations(database, clock, Settings.load(null, Map.of()).lti()),
                new ServiceClient(http, new ServiceTokens(http, keys, clock)),
                pauses::add,
                clock);
        listAt(MEMBERS);
    }

    @AfterEach
    void stop() {
        rosters.close();
        database.close();
        lms.close();
    }

    private void listAt(String path) {
        database.change(handle -> handle.execute("update course_services set memberships_url = ?", lms.base() + path));
    }

    private List<String> names() {
        return rosters.of(1).students().stream().map(Student::name).toList();
    }

    private static String member(String sub, String role) {
        return "{\"user_id\":\"" + sub + "\",\"name\":\"" + sub + "\",\"roles\":[\"" + role + "\"]}";
    }

    private static String list(String... members) {
        return "{\"members\":[" + String.join(",", members) + "]}";
    }

    /** Waits until the list that comes in the background is there. */
    private void awaitCalls(int calls) {
        TestSite.await("calls " + calls, () -> lms.calls().size() >= calls);
    }

    @Test
    void aMoodlesListGivesItsStudentsByName() {
        lms.on(MEMBERS, call -> Reply.captured("nrps-members"));
        Enrolled enrolled = rosters.of(1);
        assertThat(enrolled.asOf()).isEqualTo(clock.instant());
        assertThat(enrolled.students())
                .extracting(Student::name)
                .containsExactly("Anna Ångström", "Bob O'Neil", "Chloë Żak-李", "Theo Assistant");
        assertThat(lms.calls()).singleElement().satisfies(call -> {
            assertThat(call.accept()).isEqualTo(MembershipPage.TYPE);
            assertThat(call.parameter("rlid")).isEqualTo("link-1");
            assertThat(call.parameter("role")).endsWith("membership#Learner");
        });
    }

    @Test
    void whoTeachesTriesOutOrWatchesIsNoStudentWhateverTheListSays() {
        lms.on(MEMBERS, call -> Reply.captured("nrps-members"));
        database.change(handle -> {
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(1, 'theo', 1, '4', 'Theo'), (2, 'bob', 1, '6', 'Bob'), (3, 'anna', 1, '5', 'Anna')");
            handle.execute("insert into course_member (course_id, person_id, role, counted, last_launch_at) values "
                    + "(1, 1, 'host', 1, 0), (1, 2, 'student', 0, 0), (1, 3, 'student', 1, 0)");
        });
        assertThat(names()).containsExactly("Anna Ångström", "Chloë Żak-李");
    }

    @Test
    void pagesAreFollowedByALinkInAnyCase() {
        lms.on(
                MEMBERS,
                call -> call.parameter("from").equals("2")
                        ? Reply.captured("nrps-members-limit2-from2").with("link", "<?limit=2&from=4>; rel=next")
                        : call.parameter("from").equals("4")
                                ? Reply.json(200, list(member("last", "Learner")))
                                : Reply.captured("nrps-members-limit2")
                                        .with(
                                                "LINK",
                                                "<" + lms.base() + MEMBERS + "?from=2>; type=x; REL=\"prev next\""));
        assertThat(names()).contains("Theo Assistant", "Bob O'Neil", "Anna Ångström", "last");
        assertThat(lms.calls()).hasSize(3);
    }

    @Test
    void aListThatGoesInCirclesEnds() {
        lms.on(
                MEMBERS,
                call -> Reply.json(200, list(member("a", "Learner")))
                        .with("Link", "<" + lms.base() + MEMBERS + "?from=1>; rel=\"next\""));
        assertThat(names()).containsExactly("a");
        assertThat(lms.calls()).hasSize(2);
    }

    @Test
    void aListWithoutEndIsCutAndSaidToBe() {
        AtomicInteger page = new AtomicInteger();
        lms.on(MEMBERS, call -> {
            int n = page.incrementAndGet();
            String members = IntStream.range(0, 100)
                    .mapToObj(i -> member("s" + n + "-" + i, "Learner"))
                    .collect(Collectors.joining(","));
            return Reply.json(200, list(members))
                    .with("Link", "<" + lms.base() + MEMBERS + "?from=" + n + ">; rel=next");
        });
        rosters.of(1);
        TestSite.await("the list", () -> rosters.of(1).asOf() != null);
        assertThat(rosters.of(1).students()).hasSize(RosterService.MAX_MEMBERS);
        assertThat(rosters.of(1).problem()).contains("2000");
    }

    @Test
    void aLinkToAnotherServerIsNotFollowed() {
        try (TestLms other = new TestLms()) {
            lms.on(
                    MEMBERS,
                    call -> Reply.json(200, list(member("a", "Learner")))
                            .with("Link", "<" + other.base() + MEMBERS + ">; rel=\"next\""));
            other.on(MEMBERS, call -> Reply.json(200, list(member("b", "Learner"))));
            assertThat(names()).containsExactly("a");
            assertThat(other.calls()).isEmpty();
        }
    }

    @Test
    void aFilterThatTheLmsRefusesIsLeftOut() {
        lms.on(
                MEMBERS,
                call -> call.query().contains("rlid") || call.query().contains("role")
                        ? Reply.json(call.query().contains("role") ? 400 : 403, "no")
                        : Reply.captured("nrps-members"));
        assertThat(names()).hasSize(4);
        assertThat(lms.calls()).hasSize(4);
    }

    @Test
    void anAddressKeepsItsOwnQuery() {
        lms.on("/m", call -> Reply.json(200, list()));
        listAt("/m?type_id=7");
        rosters.of(1);
        assertThat(lms.calls().get(0).parameter("type_id")).isEqualTo("7");
    }

    private List<String> named() {
        return database.read(
                handle -> handle.createQuery("select name || ' by ' || name_from from person where sub = 's1'")
                        .mapTo(String.class)
                        .list());
    }

    @Test
    void aNameOfOnesOwnStaysUntilTheListTellsOne() {
        lms.on(MEMBERS, call -> Reply.json(200, "{\"members\":[{\"user_id\":\"s1\",\"roles\":[\"Learner\"]}]}"));
        names();
        assertThat(named()).singleElement().asString().matches("Student [A-Z0-9]{4} by nobody");
        database.change(handle -> handle.execute("update person set name = 's1', name_from = 'self' where sub = 's1'"));
        clock.advance(Duration.ofMinutes(6));
        TestSite.await(
                "a list of now", () -> clock.instant().equals(rosters.of(1).asOf()));
        assertThat(named()).containsExactly("s1 by self");
    }

    @Test
    void aNameThatTheListTellsIsTheLmssWhoeverSaidItBefore() {
        lms.on(MEMBERS, call -> Reply.json(200, list(member("s1", "Learner"))));
        database.change(handle -> handle.execute("insert into person (public_id, deployment_id, sub, name, name_from) "
                + "values ('p-s1', 1, 's1', 's1', 'self')"));
        assertThat(names()).containsExactly("s1");
        assertThat(named()).containsExactly("s1 by lms");
    }

    @Test
    void namesThatTheLmsKeepsToItselfAreStoodInFor() {
        lms.on(MEMBERS, call -> Reply.captured("nrps-members-privacy-never"));
        assertThat(names()).hasSize(4).allMatch(name -> name.matches("Student [A-Z0-9]{4}"));
        String once = names().get(0);
        clock.advance(Duration.ofMinutes(6));
        names();
        awaitCalls(2);
        assertThat(names()).as("the same person keeps the name").contains(once);
    }

    @Test
    void suspendedMentoringAndPreviewingPeopleAreNoStudents() {
        String status = "{\"user_id\":\"gone\",\"status\":\"Inactive\",\"roles\":[\"Learner\"]}";
        String deleted = "{\"user_id\":\"old\",\"status\":\"Deleted\",\"roles\":[\"Learner\"]}";
        String preview = "{\"user_id\":\"pre\",\"roles\":[\"Learner\","
                + "\"http://purl.imsglobal.org/vocab/lti/system/person#TestUser\"]}";
        String nobody = "{\"name\":\"Nobody\",\"roles\":[\"Learner\"]}";
        lms.on(
                MEMBERS,
                call -> Reply.json(
                        200,
                        list(
                                status,
                                deleted,
                                preview,
                                nobody,
                                member("mum", "Mentor"),
                                member("ann", "Learner"),
                                member("tom", "Instructor"))));
        assertThat(names()).containsExactly("ann");
    }

    @Test
    void aBusyLmsIsAskedAgainAfterThePauseItWants() {
        AtomicInteger asked = new AtomicInteger();
        lms.on(MEMBERS, call -> switch (asked.incrementAndGet()) {
            case 1 -> Reply.json(429, "slow down").with("Retry-After", "7");
            case 2 -> Reply.json(503, "");
            default -> Reply.captured("nrps-members");
        });
        assertThat(names()).hasSize(4);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
    }

    @Test
    void theListIsKeptFiveMinutesThenFetchedInTheBackground() {
        AtomicInteger asked = new AtomicInteger();
        lms.on(MEMBERS, call -> Reply.json(200, list(member("s" + asked.incrementAndGet(), "Learner"))));
        assertThat(names()).containsExactly("s1");
        clock.advance(Duration.ofMinutes(4));
        assertThat(names()).containsExactly("s1");
        assertThat(asked.get()).isEqualTo(1);
        clock.advance(Duration.ofMinutes(2));
        names();
        TestSite.await("the newer list", () -> names().equals(List.of("s2")));
        assertThat(rosters.of(1).students().get(0).since()).as("came later").isEqualTo(clock.instant());
    }

    @Test
    void anUnreachableLmsTakesNothingAwayAndIsLeftInPeace() {
        AtomicInteger asked = new AtomicInteger();
        lms.on(
                MEMBERS,
                call -> asked.incrementAndGet() == 1
                        ? Reply.json(200, list(member("a", "Learner")))
                        : Reply.captured("nrps-members-wrong-scope"));
        names();
        clock.advance(Duration.ofMinutes(6));
        names();
        TestSite.await("the failure", () -> rosters.of(1).problem() != null);
        Enrolled enrolled = rosters.of(1);
        assertThat(enrolled.students()).hasSize(1);
        assertThat(enrolled.asOf()).isEqualTo(clock.instant().minus(Duration.ofMinutes(6)));
        assertThat(enrolled.problem()).contains("401").contains("Unauthorized");
        int before = asked.get();
        clock.advance(Duration.ofSeconds(59));
        names();
        assertThat(asked.get()).isEqualTo(before);
        clock.advance(Duration.ofSeconds(2));
        names();
        TestSite.await("another try", () -> asked.get() > before);
    }

    @Test
    void anAnswerThatIsNoListIsSaid() {
        lms.on(MEMBERS, call -> Reply.json(200, "<html>Log in</html>"));
        assertThat(rosters.of(1).problem()).contains("no list of members");
        assertThat(rosters.of(1).asOf()).isNull();
    }

    @Test
    void aTokenAddressThatAnswersAPageIsSaid() {
        lms.tokens(Reply.json(200, "<html>Log in</html>"));
        assertThat(rosters.of(1).problem()).contains("no JSON").contains("Log in");
    }

    @Test
    void withoutAListThoseWhoHaveOpenedTheClassAreKnown() {
        database.change(handle -> {
            handle.execute("update course_services set memberships_url = null");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(1, 'a', 1, '1', 'Ann'), (2, 'b', 1, '2', 'Tom'), (3, 'c', 1, '3', 'Preview')");
            handle.execute("insert into membership (class_id, person_id, role, counted, last_launch_at) values "
                    + "(1, 1, 'student', 1, 0), (1, 2, 'host', 1, 0), (1, 3, 'student', 0, 0)");
        });
        assertThat(names()).containsExactly("Ann");
        assertThat(rosters.of(1).asOf()).isNull();
    }

    @Test
    void theSameIdInAnotherDeploymentIsAnotherPerson() {
        database.change(handle -> {
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (2, 1, 'd2', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(9, 'stranger', 2, '5', 'Another Anna')");
        });
        lms.on(MEMBERS, call -> Reply.captured("nrps-members"));
        assertThat(rosters.of(1).students()).extracting(Student::person).doesNotContain("stranger");
        String other = database.read(handle -> handle.createQuery("select name from person where id = 9")
                .mapTo(String.class)
                .one());
        assertThat(other).isEqualTo("Another Anna");
    }
}
