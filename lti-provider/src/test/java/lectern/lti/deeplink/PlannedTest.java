package lectern.lti.deeplink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import lectern.schedule.PlanBody;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a teacher plans with a link, and which dates of it the LMS gets. */
class PlannedTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Request.Terms ALL = new Request.Terms(true, true, true);

    private static PlanBody plan(String date, String starts, int minutes) {
        return new PlanBody("Europe/Lisbon", date, starts, minutes, null);
    }

    /** Mondays at ten, from the one after today. */
    private static PlanBody mondays(int count) {
        PlanBody.RepeatBody repeat = new PlanBody.RepeatBody(List.of("MO"), 1, null, count);
        return new PlanBody("Europe/Lisbon", "2026-11-30", "10:00", 90, repeat);
    }

    private static Wish scheduled(@Nullable PlanBody plan, @Nullable String from, @Nullable String until) {
        return new Wish("class", null, "Optics", null, plan, from, until, null, null);
    }

    private static Wish link(@Nullable String from, @Nullable String until) {
        return new Wish("course", null, "Optics", null, null, from, until, null, null);
    }

    private static Planned.Span dates(Wish wish, Instant now) {
        return Planned.of(wish, ALL, now).dates();
    }

    private static void refused(Wish wish, String sentence) {
        assertThatThrownBy(() -> Planned.of(wish, ALL, NOW))
                .isInstanceOfSatisfying(
                        ApiError.class, error -> assertThat(error.sentence()).contains(sentence));
    }

    private static Planned.Span span(String from, String until) {
        return new Planned.Span(Instant.parse(from), Instant.parse(until));
    }

    @Test
    void theLmsGetsTheFirstClassThatIsNotOver() {
        Wish weekly = scheduled(mondays(3), null, null);
        assertThat(dates(weekly, NOW)).isEqualTo(span("2026-11-30T10:00:00Z", "2026-11-30T11:30:00Z"));
        assertThat(dates(weekly, NOW.plus(Duration.ofDays(10))))
                .isEqualTo(span("2026-12-07T10:00:00Z", "2026-12-07T11:30:00Z"));
        assertThat(dates(link(null, null), NOW)).isEqualTo(Planned.Span.NONE);
    }

    @Test
    void aColumnIsDueAfterTheLastClass() {
        Wish graded = new Wish("class", null, "Optics", null, mondays(3), null, null, BigDecimal.TEN, null);
        assertThat(dates(graded, NOW)).isEqualTo(span("2026-11-30T10:00:00Z", "2026-12-14T11:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22, 10:00, 60, be over already",
        "2026-11-26, '', 60, Say when the class starts",
        "2026-11-26, 10:00, 0, from a minute to a day",
        "2026-11-26, 10:00, 1441, from a minute to a day",
        "2029-11-26, 10:00, 60, the next 2 years",
        "tomorrow, 10:00, 60, not understood",
    })
    void timesThatCannotBeAreSaid(String date, String starts, int minutes, String sentence) {
        refused(scheduled(plan(date, starts, minutes), null, null), sentence);
    }

    @ParameterizedTest
    @CsvSource({"0, 1 to 400", "10000, 1 to 400", "200, more than 2 years"})
    void repeatsThatCannotBeAreSaid(int count, String sentence) {
        refused(scheduled(mondays(count), null, null), sentence);
    }

    @Test
    void aScheduledClassHasATime() {
        refused(scheduled(null, null, null), "Say when the class starts");
        refused(
                scheduled(new PlanBody("Europe/Atlantis", "2026-11-26", "10:00", 60, null), null, null),
                "does not know that time zone");
    }

    @Test
    void aLinkIsNotHiddenWhileItsClassTakesPlace() {
        PlanBody once = plan("2026-11-30", "10:00", 90);
        refused(scheduled(once, "2026-11-30T10:00:01Z", null), "hidden while the class");
        refused(scheduled(once, null, "2026-11-30T11:29:59Z"), "hidden while the class");
        refused(scheduled(mondays(2), null, "2026-12-07T11:29:59Z"), "hidden while a class");
        String day = "2026-11-30T10:00:00Z";
        refused(link(day, day), "later time");
        refused(link("2040-01-01T10:00:00Z", null), "five years");
        refused(link("yesterday", null), "not understood");
    }
}
