package lectern.lti.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.TestSite;
import lectern.account.TestClock;
import lectern.groups.EnteredGroups;
import lectern.groups.GroupSet;
import lectern.groups.GroupSet.Group;
import lectern.groups.GroupSet.Member;
import lectern.groups.GroupSource;
import lectern.groups.GroupSource.Wish;
import lectern.groups.Groups;
import lectern.lti.TestLms;
import lectern.lti.TestLms.Reply;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.PlatformHttp;
import lectern.lti.keys.ToolKeys;
import lectern.lti.registration.Registrations;
import lectern.lti.token.ServiceClient;
import lectern.lti.token.ServicePages;
import lectern.lti.token.ServiceTokens;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against an LMS on loopback that behaves as a test wants it. */
final class CourseGroupsTest {
    private static final String SETS =
            "{\"sets\":[{\"id\":\"s1\",\"name\":\"Labs\"},{\"id\":\"s2\",\"name\":\"Essays\"}]}";

    private final TestClock clock = new TestClock();
    private final TestLms lms = new TestLms();
    private Database database;
    private CourseGroups service;
    private Groups groups;

    @BeforeEach
    void start(@TempDir Path folder) {
        DataFolder data = DataFolder.open(folder);
        database = Database.open(data);
        lms.register(database);
        database.change(handle -> handle.execute(
                "update course_services set groups_url = ?, group_sets_url = ?, memberships_url = ?",
                lms.base() + "/groups?type_id=7",
                lms.base() + "/sets",
                lms.base() + "/members"));
        PlatformHttp http = new PlatformHttp(new AddressGuard(true, false));
        ServiceClient client =
                new ServiceClient(http, new ServiceTokens(http, ToolKeys.open(data, database, clock), clock));
        service = new CourseGroups(
                database,
                new Registrations(database, clock, Settings.load(null, Map.of()).lti()),
                new ServicePages(client, wait -> {}),
                clock);
        groups = new Groups(database, List.of(service, new EnteredGroups(database)));
        lms.on("/sets", call -> Reply.json(200, SETS));
        lms.on("/members", call -> Reply.json(200, members(member("a", "g1"), member("b", "g2", "g3"))));
        lms.on("/groups", call -> Reply.json(200, list(group("g1", "Lab 1", "s1"), group("g2", "Lab 2", "s1"))));
    }

    @AfterEach
    void stop() {
        service.close();
        database.close();
        lms.close();
    }

    private static String group(String id, String name, String set) {
        return "{\"id\":\"" + id + "\",\"name\":\"" + name + "\",\"set_id\":\"" + set + "\"}";
    }

    private static String list(String... groups) {
        return "{\"id\":\"x\",\"groups\":[" + String.join(",", groups) + "]}";
    }

    private static String member(String sub, String... in) {
        String enrollments =
                List.of(in).stream().map(id -> "{\"group_id\":\"" + id + "\"}").collect(Collectors.joining(","));
        return "{\"user_id\":\"" + sub + "\",\"name\":\"" + sub.toUpperCase(java.util.Locale.ROOT)
                + "\",\"roles\":[\"Learner\"],\"group_enrollments\":[" + enrollments + "]}";
    }

    private static String members(String... members) {
        return "{\"members\":[" + String.join(",", members) + "]}";
    }

    private String told() {
        return groups.of(1).stream()
                .map(set -> set.name()
                        + set.groups().stream().map(CourseGroupsTest::told).toList())
                .collect(Collectors.joining(" "));
    }

    private static String told(Group group) {
        return group.name() + group.members().stream().map(Member::name).toList();
    }

    private String problem() {
        return String.valueOf(service.of(1).problem());
    }

    @Test
    void setsGroupsAndMembersAreKnownFromTheService() {
        lms.on(
                "/more",
                call -> Reply.json(200, list(group("g4", "Essay 1", "s2"), group("g3", "<b>لُبنى</b>", "none"))));
        database.change(handle -> handle.execute("update course_services set groups_url = ?", lms.base() + "/first"));
        lms.on(
                "/first",
                call -> Reply.json(200, list(group("g2", "Lab 10", "s1"), group("g1", "Lab 9", "s1")))
                        .with("link", "<" + lms.base() + "/more>; rel=next"));
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(problem()).isEqualTo("null");
        assertThat(told())
                .isEqualTo("Essays[Essay 1[]] Groups of the course[<b>لُبنى</b>[B]] Labs[Lab 9[A], Lab 10[B]]");
        assertThat(groups.students(1)).isEqualTo(2);
        assertThat(service.of(1).asOf()).isEqualTo(clock.instant());
    }

    @Test
    void theServicesAddressKeepsItsOwnQueryAndTheRightTypesAreAsked() {
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(lms.calls()).extracting(TestLms.Call::path).containsExactly("/sets", "/groups", "/members");
        assertThat(lms.calls().get(1).parameter("type_id")).isEqualTo("7");
        assertThat(lms.calls().get(1).accept()).isEqualTo(GroupsPage.GROUPS_TYPE);
        assertThat(lms.calls().get(0).accept()).isEqualTo(GroupsPage.SETS_TYPE);
        assertThat(lms.calls().get(2).parameter("groups")).isEqualTo("true");
    }

    @Test
    void whoLeftAGroupAndGroupsThatAreGoneAreGoneHereToo() {
        AtomicBoolean later = new AtomicBoolean();
        lms.on(
                "/g",
                call -> Reply.json(
                        200,
                        later.get()
                                ? list(group("g1", "Lab 1", "s1"))
                                : list(group("g1", "Lab 1", "s1"), group("g2", "Lab 2", "s1"))));
        lms.on(
                "/m",
                call -> Reply.json(
                        200, later.get() ? members(member("b", "g1")) : members(member("a", "g1"), member("b", "g2"))));
        database.change(handle -> handle.execute(
                "update course_services set groups_url = ?, memberships_url = ?",
                lms.base() + "/g",
                lms.base() + "/m"));
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(told()).contains("Labs[Lab 1[A], Lab 2[B]]");
        long lab = groups.of(1).get(1).groups().get(0).id();
        later.set(true);
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(told()).as("still fresh").contains("Lab 2[B]");
        clock.advance(CourseGroups.FRESH.plusSeconds(1));
        groups.refresh(1, Wish.NOW);
        assertThat(told()).contains("Labs[Lab 1[B]]");
        assertThat(groups.of(1).get(1).groups().get(0).id())
                .as("the group is the same")
                .isEqualTo(lab);
    }

    @Test
    void withoutGroupsOnTheMembershipListEachStudentIsAskedFor() {
        database.change(
                handle -> handle.execute("update course_services set memberships_url = ?", lms.base() + "/plain"));
        lms.on(
                "/plain",
                call -> Reply.json(
                        200,
                        members(
                                "{\"user_id\":\"a\",\"roles\":[\"Learner\"]}",
                                "{\"user_id\":\"b c\",\"roles\":[\"Learner\"]}",
                                "{\"user_id\":\"t\",\"roles\":[\"Instructor\"]}")));
        database.change(handle -> handle.execute("update course_services set groups_url = ?", lms.base() + "/each"));
        lms.on(
                "/each",
                call -> Reply.json(
                        200,
                        call.query().contains("user_id=b")
                                ? list(group("g2", "Lab 2", "s1"))
                                : list(group("g1", "Lab 1", "s1"), group("g2", "Lab 2", "s1"))));
        groups.refresh(1, Wish.FRESH_ENOUGH);
        List<Integer> sizes = groups.of(1).get(1).groups().stream()
                .map(group -> group.members().size())
                .toList();
        assertThat(sizes).containsExactly(1, 2);
        assertThat(lms.calls())
                .extracting(call -> call.parameter("user_id"))
                .contains("b c")
                .doesNotContain("t");
    }

    @Test
    void whatTheLmsRefusesIsSaidInItsWordsAndTakesNothingAway() {
        groups.refresh(1, Wish.FRESH_ENOUGH);
        String before = told();
        database.change(handle -> handle.execute("update course_services set groups_url = ?", lms.base() + "/no"));
        lms.on("/no", call -> Reply.json(403, "Groups are switched off"));
        clock.advance(Duration.ofMinutes(6));
        groups.refresh(1, Wish.NOW);
        assertThat(problem()).contains("403").contains("Groups are switched off");
        assertThat(told()).isEqualTo(before);
        assertThat(service.of(1).asOf()).isEqualTo(clock.instant().minus(Duration.ofMinutes(6)));
        int calls = lms.calls().size();
        groups.refresh(1, Wish.NOW);
        assertThat(lms.calls()).as("the LMS is left in peace for a minute").hasSize(calls);
    }

    @Test
    void anAnswerThatIsAPageIsSaid() {
        database.change(handle -> handle.execute("update course_services set groups_url = ?", lms.base() + "/html"));
        lms.on("/html", call -> Reply.json(200, "<html>Log in</html>"));
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(problem()).contains("no list of groups");
        assertThat(groups.of(1)).isEmpty();
    }

    @Test
    void twoHundredGroupsComeWholeAndEndlessOnesAreCutAndSaidToBe() {
        database.change(handle -> handle.execute("update course_services set groups_url = ?", lms.base() + "/many"));
        lms.on("/many", call -> {
            int from = call.query().contains("from=") ? Integer.parseInt(call.parameter("from")) : 0;
            String[] hundred = IntStream.range(from, from + 100)
                    .mapToObj(i -> group("g" + i, "Group " + i, "s1"))
                    .toArray(String[]::new);
            Reply page = Reply.json(200, list(hundred));
            return from == 100 && !call.query().contains("endless")
                    ? page
                    : page.with(
                            "Link",
                            "<" + lms.base() + "/many?" + (call.query().contains("endless") ? "endless&" : "") + "from="
                                    + (from + 100) + ">; rel=\"next\"");
        });
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(groups.of(1).get(1).groups()).hasSize(200);
        assertThat(groups.of(1).get(1).groups().get(10).name()).isEqualTo("Group 10");
        database.change(
                handle -> handle.execute("update course_services set groups_url = ?", lms.base() + "/many?endless"));
        clock.advance(Duration.ofMinutes(6));
        groups.refresh(1, Wish.NOW);
        assertThat(groups.of(1).get(1).groups()).hasSize(GroupSet.MAX_GROUPS);
        assertThat(problem()).contains("more groups");
    }

    @Test
    void whoTeachesIsInNoGroupWhateverTheListSays() {
        database.change(handle -> {
            handle.execute(
                    "insert into person (id, public_id, deployment_id, sub, name) values (7, 'ann', 1, 'a', 'Ann')");
            handle.execute(
                    "insert into course_member (course_id, person_id, role, counted, last_launch_at) values (1, 7, 'host', 1, 0)");
        });
        groups.refresh(1, Wish.FRESH_ENOUGH);
        assertThat(told()).contains("Lab 1[]").contains("Lab 2[B]");
        assertThat(groups.students(1)).isEqualTo(1);
    }

    @Test
    void aCourseWithoutTheServiceOffersNothing() {
        database.change(handle -> handle.execute("update course_services set groups_url = null"));
        assertThat(service.of(1)).isEqualTo(GroupSource.Standing.NONE);
        groups.refresh(1, Wish.NOW);
        assertThat(lms.calls()).isEmpty();
    }

    @Test
    void aConnectionThatIsSwitchedOffIsSaid() {
        database.change(handle -> handle.execute("update registration set status = 'disabled'"));
        groups.refresh(1, Wish.FRESH_ENOUGH);
        TestSite.await("the sentence", () -> problem().contains("switched off"));
    }
}
