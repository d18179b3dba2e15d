package lectern.practice.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import org.junit.jupiter.api.Test;

class EscapingTest {

    private static final String NASTY = "<img src=x onerror=\"alert('1')\"> & Co";

    @Test
    void everyCharacterThatMeansSomethingInHtmlIsWrittenAsText() {
        assertThat(Html.text("a<b>&\"c'")).isEqualTo("a&lt;b&gt;&amp;&quot;c&#39;");
    }

    @Test
    void namesAndTitlesCannotBecomeMarkup() {
        Activity activity = new Activity("a\"><b>", "id", NASTY, NASTY);
        Course course = new Course("c\"><b>", NASTY, NASTY, NASTY, true, List.of(activity));
        Person person = new Person("p\"><b>", "1", NASTY, NASTY, null, null, "en");

        Ground ground = new Ground("http://127.0.0.1:9090", "http://localhost:8080", Clock.systemUTC());
        for (Activity open : new Activity[] {null, activity}) {
            String page = CoursePage.html(new View(person, course, open, false, false), ground);
            assertThat(page).doesNotContain("<img").doesNotContain("<b>").contains("&lt;img");
        }
    }

    @Test
    void aFormKeepsItsValuesInTheirAttributes() {
        String page = FormPostPage.html("http://localhost:8080/lti/launch", Map.of("state", "\"><script>x</script>"));

        assertThat(page).contains("value=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\"");
    }
}
