package lectern.groups;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import lectern.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The groups of a course on the running site: Ada teaches Cyd and Dan; Eve teaches another school's course. */
class GroupsFeatureTest {
    private static final long ADA = 1;
    private static final long CYD = 3;
    private static final long DAN = 4;
    private static final long MUM = 5;
    private static final String GROUPS = "/api/course/groups";
    private static final String LIST = GROUPS + "/list";

    @TempDir
    Path folder;

    private TestSite site;
    private String ada;
    private String eve;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(5));
        site.otherSchool();
        ada = site.courses().courseToken(1, ADA);
        eve = site.courses().courseToken(2, 9);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private HttpResponse<String> keep(String token, String name, String more, String list) {
        return site.json(
                token,
                "POST",
                LIST,
                "{\"name\":\"" + name + "\"," + more + "\"text\":\"" + list.replace("\n", "\\n") + "\"}");
    }

    private JsonNode course() {
        return TestSite.body(site.get(ada, GROUPS));
    }

    @Test
    void aListIsLookedAtBeforeItIsKept() {
        String body = "{\"text\":\"name,group\\nCyd,Red\\nDan,Blue\\nZed,Blue\"}";
        JsonNode look = TestSite.body(site.json(ada, "POST", LIST + "/look", body));
        assertThat(look.at("/counts/matched").asInt()).isEqualTo(2);
        assertThat(look.at("/groups/1/expected/0").asText()).isEqualTo("Zed");
        assertThat(course().path("sets")).as("nothing is kept by looking").isEmpty();
        JsonNode kept = TestSite.body(keep(ada, "Teams", "", "name,group\nCyd,Red\nDan,Blue\nZed,Blue"));
        assertThat(kept.at("/sets/0/name").asText()).isEqualTo("Teams");
        assertThat(kept.at("/sets/0/source").asText()).isEqualTo("list");
        assertThat(kept.at("/sets/0/known").asInt()).isEqualTo(2);
        assertThat(kept.path("students").asInt()).isEqualTo(2);
        assertThat(kept.at("/sets/0/groups/0/people/0/name").asText()).isEqualTo("Cyd");
        assertThat(kept.at("/sets/0/groups/1/expected/0").asText()).isEqualTo("Zed");
    }

    @Test
    void aListIsReplacedOrKeptBesideOrDeleted() {
        keep(ada, "Teams", "", "Cyd,Red\nDan,Red");
        long first = course().at("/sets/0/id").asLong();
        long red = course().at("/sets/0/groups/0/id").asLong();
        JsonNode replaced = TestSite.body(keep(ada, "Teams 2", "\"replace\":" + first + ",", "Dan,Red\nCyd,Blue"));
        assertThat(replaced.path("sets")).hasSize(1);
        assertThat(replaced.at("/sets/0/id").asLong()).isEqualTo(first);
        assertThat(replaced.at("/sets/0/name").asText()).isEqualTo("Teams 2");
        assertThat(replaced.at("/sets/0/groups/0/id").asLong())
                .as("a group of the same name")
                .isEqualTo(red);
        assertThat(replaced.at("/sets/0/groups/0/people")).hasSize(1);
        keep(ada, "Others", "", "Dan,Green");
        assertThat(course().path("sets")).hasSize(2);
        assertThat(site.json(ada, "DELETE", GROUPS + "/sets/" + first, "").statusCode())
                .isEqualTo(204);
        assertThat(course().path("sets").findValuesAsText("name"))
                .contains("Others")
                .doesNotContain("Teams 2");
        assertThat(TestSite.refusal(site.json(ada, "DELETE", GROUPS + "/sets/" + first, "")))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(keep(ada, "Late", "\"replace\":" + first + ",", "Dan,Red")))
                .isEqualTo("404 not_found");
    }

    @Test
    void whoIsExpectedJoinsTheirGroupWhenTheyEnter() {
        keep(ada, "Teams", "", "Zed New,Red\nTwin One,Red\nTwin One,Blue");
        site.database().change(handle -> {
            handle.execute(
                    "insert into person (id, public_id, deployment_id, sub, name) values (20, 'zed', 1, 'z', 'New, Zed'), "
                            + "(21, 'twin', 1, 't', 'Twin One')");
            for (int id : new int[] {20, 21}) {
                handle.execute(
                        "insert into course_member (course_id, person_id, role, counted, last_launch_at) values (1, ?, 'student', 1, 0)",
                        id);
            }
            EnteredGroups.learn(handle, new EnteredGroups.Entered(1, 20, "z", "New, Zed", null), 0);
            EnteredGroups.learn(handle, new EnteredGroups.Entered(1, 21, "t", "Twin One", null), 0);
        });
        JsonNode red = course().at("/sets/0/groups/0");
        assertThat(red.path("people").findValuesAsText("person")).containsExactly("zed");
        assertThat(red.path("expected"))
                .as("two lines of one name may be two people")
                .hasSize(1);
    }

    @Test
    void groupsOfAListAreNamedAnew() {
        keep(ada, "Teams", "", "Cyd,Red");
        long red = course().at("/sets/0/groups/0/id").asLong();
        assertThat(site.json(ada, "PUT", GROUPS + "/" + red, "{\"name\":\"  Rot\\u0000 <b> \"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(course().at("/sets/0/groups/0/name").asText()).isEqualTo("Rot <b>");
        assertThat(TestSite.refusal(site.json(ada, "PUT", GROUPS + "/" + red, "{\"name\":\" \"}")))
                .isEqualTo("400 bad_request");
        assertThat(TestSite.refusal(
                        site.json(ada, "PUT", GROUPS + "/" + red, "{\"name\":\"" + "x".repeat(101) + "\"}")))
                .isEqualTo("400 bad_request");
        site.database().change(handle -> handle.execute("update group_set set source = 'service'"));
        assertThat(TestSite.refusal(site.json(ada, "PUT", GROUPS + "/" + red, "{\"name\":\"Mine\"}")))
                .as("the LMS names its own")
                .isEqualTo("404 not_found");
    }

    @Test
    void onlyStaffOfTheCourseSeeItsGroups() {
        keep(ada, "Teams", "", "Cyd,Red");
        long set = course().at("/sets/0/id").asLong();
        long red = course().at("/sets/0/groups/0/id").asLong();
        for (long person : new long[] {CYD, DAN, MUM}) {
            String token = site.courses().courseToken(1, person);
            assertThat(TestSite.refusal(site.get(token, GROUPS))).isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.json(token, "POST", LIST, "{}"))).isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.json(token, "POST", GROUPS + "/refresh", "{}")))
                    .isEqualTo("403 not_allowed");
            assertThat(TestSite.refusal(site.json(token, "DELETE", GROUPS + "/sets/" + set, "")))
                    .isEqualTo("403 not_allowed");
        }
        assertThat(TestSite.refusal(site.get(site.lobby(TestSite.OPTICS, CYD), "/api/groups")))
                .isEqualTo("403 not_allowed");
        assertThat(TestSite.refusal(site.get(ada, "/api/groups"))).isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(site.get("nonsense", GROUPS))).isEqualTo("401 signed_out");
        assertThat(TestSite.refusal(site.json(eve, "PUT", GROUPS + "/" + red, "{\"name\":\"Mine\"}")))
                .isEqualTo("404 not_found");
    }

    @Test
    void anotherDeploymentNeitherSeesNorTouchesThem() {
        keep(ada, "Teams", "", "Cyd,Red");
        long set = course().at("/sets/0/id").asLong();
        assertThat(TestSite.body(site.get(eve, GROUPS)).path("sets")).isEmpty();
        assertThat(TestSite.body(site.get(site.lobby(3, 9), "/api/groups")).path("sets"))
                .isEmpty();
        assertThat(TestSite.refusal(site.json(eve, "DELETE", GROUPS + "/sets/" + set, "")))
                .isEqualTo("404 not_found");
        assertThat(TestSite.refusal(keep(eve, "Mine", "\"replace\":" + set + ",", "Cyd,Blue")))
                .isEqualTo("404 not_found");
        JsonNode theirs = TestSite.body(keep(eve, "Mine", "", "Cyd,Blue"));
        assertThat(theirs.at("/sets/0/groups/0/people"))
                .as("Cyd of another school")
                .isEmpty();
        assertThat(course().at("/sets/0/groups/0/people")).hasSize(1);
    }

    @Test
    void badListsAreRefusedWithASentence() {
        assertThat(TestSite.refusal(site.json(ada, "POST", LIST, "{\"name\":\"x\"}")))
                .isEqualTo("400 bad_request");
        assertThat(TestSite.refusal(keep(ada, " ", "", "Cyd,Red"))).isEqualTo("400 bad_request");
        assertThat(TestSite.refusal(keep(ada, "x", "", "y".repeat(1_000_001)))).startsWith("4");
        assertThat(TestSite.refusal(site.json(ada, "DELETE", GROUPS + "/sets/abc", "")))
                .isEqualTo("404 not_found");
        for (int i = 0; i < GroupSet.MAX_SETS; i++) {
            assertThat(keep(ada, "L" + i, "", "Cyd,Red").statusCode()).isEqualTo(200);
        }
        assertThat(keep(ada, "One more", "", "Cyd,Red").body()).contains("at most 30 lists");
    }

    @Test
    void whoIsErasedIsInNoGroupAnyMore() {
        keep(ada, "Teams", "", "Cyd,Red\nDan,Red");
        site.database().change(handle -> {
            handle.execute("delete from membership where person_id = ?", CYD);
            handle.execute("delete from person where id = ?", CYD);
        });
        assertThat(course().at("/sets/0/groups/0/people")).hasSize(1);
    }
}
