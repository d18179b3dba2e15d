package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The practice LMS takes our address for its notices, copies a course and tells: real tokens and calls on both sides. */
final class PracticeCopyTest {
    private PracticeCampus campus;

    @BeforeEach
    void start(@TempDir Path folder) {
        campus = new PracticeCampus(folder);
        campus.connect(null, "generic");
    }

    @AfterEach
    void stop() {
        campus.close();
    }

    private void launch(String course) {
        assertThat(campus.launch("/launch?course=" + course + "&link=live&user=ada")
                        .statusCode())
                .isEqualTo(200);
    }

    private String post(String path) {
        return campus.post(path, Map.of()).body();
    }

    private String one(String query) {
        return campus.tool()
                .database()
                .read(handle ->
                        handle.createQuery(query).mapTo(String.class).findOne().orElse("none"));
    }

    @Test
    void aCourseThatIsCopiedThereBeginsWithTheSettingsHere() throws Exception {
        launch("physics");
        TestSite.await(
                "the LMS takes our address, instead of " + one("select problem from notice_handler"),
                () -> !one("select asked_at from notice_handler").equals("none")
                        && one("select coalesce(asked_at, 'none') from notice_handler")
                                .matches("[0-9]+"));
        assertThat(post("/hello")).contains("LtiHelloWorldNotice was sent; the tool answered 204.");
        campus.tool().database().change(handle -> handle.execute("update class set retention_days = 30"));
        String copied = post("/copy/physics?user=ada");
        assertThat(copied).contains("LtiContextCopyNotice was sent; the tool answered 204.");
        assertThat(one("select context_id from course_origin")).isEqualTo("course-physics");
        Matcher copy = Pattern.compile("/course/(physics-copy-[0-9]+)").matcher(copied);
        assertThat(copy.find()).isTrue();
        launch(copy.group(1));
        assertThat(one("select retention_days from class where room_key = 'link:" + copy.group(1) + "-live'"))
                .isEqualTo("30");
        assertThat(one("select count(*) from notice")).isEqualTo("2");
    }
}
