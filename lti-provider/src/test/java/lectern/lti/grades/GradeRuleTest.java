package lectern.lti.grades;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.attendance.CourseRoster.Student;
import lectern.attendance.HeldClass;
import lectern.lti.grades.GradeRule.Measure;
import org.junit.jupiter.api.Test;

final class GradeRuleTest {
    private static final long MINUTE = 60_000_000;

    @Test
    void aPartOfTheClassGivesAPartOfThePoints() {
        GradeRule rule = new GradeRule(true, Measure.PERCENT, 80, 10, true);
        assertThat(rule.credit(60 * MINUTE, 60 * MINUTE)).isEqualTo(1);
        assertThat(rule.credit(48 * MINUTE, 60 * MINUTE)).isEqualTo(1);
        assertThat(rule.credit(24 * MINUTE, 60 * MINUTE)).isEqualTo(0.5);
        assertThat(rule.credit(0, 60 * MINUTE)).isZero();
    }

    @Test
    void allOrNothingGivesNothingForLess() {
        GradeRule rule = new GradeRule(true, Measure.MINUTES, 45, 1, false);
        assertThat(rule.credit(45 * MINUTE, 60 * MINUTE)).isEqualTo(1);
        assertThat(rule.credit(45 * MINUTE - 1, 60 * MINUTE)).isZero();
    }

    @Test
    void aClassShorterThanTheMinutesAskedCanStillBePassed() {
        GradeRule rule = new GradeRule(true, Measure.MINUTES, 45, 1, true);
        assertThat(rule.credit(30 * MINUTE, 30 * MINUTE)).isEqualTo(1);
        assertThat(rule.credit(0, 0)).isEqualTo(1);
    }

    @Test
    void rulesThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> new GradeRule(true, Measure.PERCENT, 101, 1, true))
                .hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new GradeRule(true, Measure.MINUTES, 601, 1, true))
                .hasMessageContaining("1 to 600");
        for (double points : new double[] {0, -1, 10_001, Double.NaN}) {
            assertThatThrownBy(() -> new GradeRule(true, Measure.MINUTES, 1, points, true))
                    .hasMessageContaining("points");
        }
    }

    private static HeldClass held(String end, Map<String, Long> present) {
        return new HeldClass(Instant.parse(end), 60 * MINUTE, present, Set.of());
    }

    @Test
    void aTryOutWithoutStudentsAndClassesBeforeSomebodyCameDoNotCount() {
        GradeRule rule = new GradeRule(true, Measure.PERCENT, 100, 10, true);
        List<HeldClass> held = List.of(
                held("2026-11-01T10:00:00Z", Map.of("cyd", 60 * MINUTE)),
                held("2026-11-02T10:00:00Z", Map.of()),
                held("2026-11-03T10:00:00Z", Map.of("cyd", 30 * MINUTE, "new", 60 * MINUTE)));
        List<ScoreSheet.Wanted> sheet = ScoreSheet.of(
                rule,
                held,
                List.of(
                        new Student("cyd", "Cyd", Instant.EPOCH),
                        new Student("new", "New", Instant.parse("2026-11-02T12:00:00Z")),
                        new Student("late", "Late", Instant.parse("2026-11-04T12:00:00Z"))));
        assertThat(sheet)
                .containsExactly(
                        new ScoreSheet.Wanted("cyd", 7.5, "Present in 2 of 2 classes."),
                        new ScoreSheet.Wanted("new", 10, "Present 60 of 60 minutes."));
    }

    @Test
    void aClassOfAFewMinutesIsToldInSeconds() {
        GradeRule rule = new GradeRule(true, Measure.PERCENT, 100, 10, true);
        HeldClass tried =
                new HeldClass(Instant.parse("2026-11-01T10:00:00Z"), MINUTE / 2, Map.of("cyd", MINUTE / 4), Set.of());
        assertThat(ScoreSheet.of(rule, List.of(tried), List.of(new Student("cyd", "Cyd", Instant.EPOCH))))
                .containsExactly(new ScoreSheet.Wanted("cyd", 5, "Present 15 of 30 seconds."));
    }

    @Test
    void theAddressesQueryStaysBehindTheSegment() {
        Column moodle = new Column(URI.create("http://m/2/lineitems/3/lineitem?type_id=2"));
        assertThat(moodle.scores()).hasToString("http://m/2/lineitems/3/lineitem/scores?type_id=2");
        assertThat(moodle.results()).hasToString("http://m/2/lineitems/3/lineitem/results?type_id=2");
        Column canvas = new Column(URI.create("https://c/api/lti/courses/1/line_items/5"));
        assertThat(canvas.scores()).hasToString("https://c/api/lti/courses/1/line_items/5/scores");
        assertThat(canvas.canvas("generic")).isTrue();
        assertThat(moodle.canvas("moodle")).isFalse();
    }
}
