package lectern.lti.groups;

import static lectern.lti.TestClaims.C;
import static lectern.lti.TestClaims.MEMBERSHIP;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lectern.groups.GroupSet;
import lectern.groups.Groups;
import lectern.lti.TestClaims;
import lectern.lti.TestPlatform;
import lectern.lti.TestTool;
import lectern.lti.registration.Registration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups that come with the launches of students, as Canvas and Moodle fill them in. */
final class EnteredGroupsTest {
    private static final Clock CLOCK = Clock.systemUTC();

    private TestPlatform platform;
    private TestTool tool;
    private Groups groups;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        platform = new TestPlatform();
        tool = new TestTool(folder, CLOCK, Map.of());
        tool.lti()
                .registrations()
                .put(platform.registration(TestPlatform.ISS, TestPlatform.CLIENT, null), Registration.Source.MANUAL);
        groups = tool.lti().courses().groups();
    }

    @AfterEach
    void stop() {
        tool.close();
        platform.close();
    }

    private void enter(String sub, Object ids) {
        enter(sub, "Learner", "dep-1", ids);
    }

    private void enter(String sub, String role, String deployment, Object ids) {
        TestTool.Login login = tool.login(TestTool.loginParameters(TestPlatform.ISS, TestPlatform.CLIENT));
        Map<String, Object> claims = TestClaims.valid(login.nonce(), CLOCK);
        claims.put("sub", sub);
        claims.put("name", sub);
        claims.put(C + "roles", List.of(role.startsWith("http") ? role : MEMBERSHIP + role));
        claims.put(C + "deployment_id", deployment);
        Map<String, Object> custom = new HashMap<>();
        custom.put("groups", ids);
        claims.put(C + "custom", custom);
        HttpResponse<String> answer = tool.launch(login, platform.sign(claims));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private String told() {
        return groups.of(1).stream()
                .flatMap(set -> set.groups().stream())
                .map(group -> group.name()
                        + group.members().stream().map(GroupSet.Member::name).toList())
                .collect(Collectors.joining(" "));
    }

    @Test
    void groupsAccumulateAsStudentsEnter() {
        enter("maya", "1c16f0de65a0,d4d8d6ae1611");
        assertThat(told()).isEqualTo("Group A[maya] Group B[maya]");
        enter("ben", " d4d8d6ae1611 ");
        enter("sean", "77");
        enter("layla", "");
        assertThat(told()).isEqualTo("Group A[maya] Group B[ben, maya] Group C[sean]");
        assertThat(groups.of(1).get(0).known()).isEqualTo(3);
        assertThat(groups.students(1)).isEqualTo(4);
    }

    @Test
    void theNewestLaunchHoldsForItsStudent() {
        enter("maya", "1,2");
        enter("ben", "1");
        enter("maya", "2");
        assertThat(told()).isEqualTo("Group A[ben] Group B[maya]");
        enter("maya", "");
        assertThat(told()).isEqualTo("Group A[ben] Group B[]");
    }

    @Test
    void aVariableThatTheLmsDoesNotKnowSaysNothing() {
        enter("maya", "1");
        enter("maya", "$Canvas.group.contextIds");
        enter("maya", "$Moodle.Person.userGroupIds");
        enter("maya", Map.of("nested", "1"));
        enter("maya", List.of("1"));
        assertThat(told()).isEqualTo("Group A[maya]");
        enter("ben", "$CourseGroup.id");
        assertThat(told()).isEqualTo("Group A[maya]");
    }

    @Test
    void staffAndPreviewStudentsAreInNoGroup() {
        enter("ada", "Instructor", "dep-1", "1");
        enter("mum", "Mentor", "dep-1", "1");
        assertThat(groups.of(1)).isEmpty();
    }

    @Test
    void aLaunchWithThousandsOfGroupsIsTakenInPart() {
        enter("maya", IntStream.range(0, 2_000).mapToObj(Integer::toString).collect(Collectors.joining(",")));
        assertThat(groups.of(1).get(0).groups()).hasSize(50);
        enter("ben", "x".repeat(300) + ",1");
        assertThat(groups.of(1).get(0).groups().get(1).members()).hasSize(2);
        assertThat(groups.of(1).get(0).groups().get(49).name()).isEqualTo("Group AX");
    }

    @Test
    void theSameIdsInAnotherSchoolAreOtherGroups() {
        enter("maya", "1");
        tool.database()
                .change(
                        handle -> handle.execute(
                                "insert into deployment (id, registration_id, deployment_id, status, created_at) values (50, 1, 'dep-2', 'enabled', 0)"));
        enter("maya", "Learner", "dep-2", "1");
        List<Long> courses = tool.database()
                .read(handle -> handle.createQuery("select id from course order by id")
                        .mapTo(Long.class)
                        .list());
        assertThat(courses).hasSize(2);
        GroupSet mine = groups.of(courses.get(0)).get(0);
        GroupSet theirs = groups.of(courses.get(1)).get(0);
        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(theirs.groups().get(0).members().get(0).person())
                .isNotEqualTo(mine.groups().get(0).members().get(0).person());
    }
}
