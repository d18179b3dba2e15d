package lectern.calendar;

import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.WEDNESDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import lectern.calendar.CalendarStore.FrontPage;
import lectern.schedule.Change;
import lectern.schedule.Repeat;
import lectern.schedule.Rule;
import lectern.schedule.Schedules.Planned;
import lectern.schedule.Series;
import lectern.schedule.Zones;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.DateTime;
import net.fortuna.ical4j.model.Period;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What we write, read by another library as a calendar would. */
class TimetableTest {
    private static final Instant CHANGED = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate FIRST = LocalDate.parse("2026-11-30");

    @BeforeAll
    static void keepToThisMachine() {
        System.setProperty("net.fortuna.ical4j.timezone.update.enabled", "false");
        System.setProperty("net.fortuna.ical4j.timezone.cache.impl", "net.fortuna.ical4j.util.MapTimeZoneCache");
    }

    private static Planned plan(Rule rule, Map<LocalDate, Change> changes) {
        return new Planned(1, "Optics", new Series(1, "uid-1", rule, new TreeMap<>(changes), 2, CHANGED));
    }

    private static Rule weekly(String zone, Repeat repeat) {
        return new Rule(Zones.find(zone).orElseThrow(), FIRST, LocalTime.of(10, 0), 90, repeat);
    }

    private static Calendar read(String text) throws IOException, ParserException {
        Calendar calendar = new CalendarBuilder().build(new StringReader(text));
        calendar.validate(true);
        return calendar;
    }

    /** Starts and ends, exceptions applied, as a calendar shows them. */
    private static Set<String> shown(String text) throws Exception {
        Period always = new Period(
                new DateTime(Date.from(Instant.parse("2026-01-01T00:00:00Z"))),
                new DateTime(Date.from(Instant.parse("2030-01-01T00:00:00Z"))));
        Set<String> shown = new TreeSet<>();
        List<VEvent> events = read(text).getComponents(Component.VEVENT);
        for (VEvent event : events) {
            if (event.getRecurrenceId() == null) {
                event.calculateRecurrenceSet(always).forEach(period -> shown.add(span(period)));
            }
        }
        for (VEvent event : events) {
            if (event.getRecurrenceId() != null) {
                String original = event.getRecurrenceId().getDate().toInstant().toString();
                assertThat(shown.removeIf(one -> one.startsWith(original)))
                        .as(original)
                        .isTrue();
                event.calculateRecurrenceSet(always).forEach(period -> shown.add(span(period)));
            }
        }
        return shown;
    }

    private static String span(Period period) {
        return period.getStart().toInstant() + " " + period.getEnd().toInstant();
    }

    private static Set<String> planned(Planned plan) {
        Set<String> spans = new TreeSet<>();
        plan.series().occurrences().stream()
                .filter(one -> !one.cancelled())
                .forEach(one ->
                        spans.add(one.times().starts() + " " + one.times().ends()));
        return spans;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Lisbon",
                "America/New_York",
                "Australia/Adelaide",
                "Asia/Kolkata",
                "Africa/Casablanca",
                "Europe/Dublin",
                "UTC"
            })
    void aCalendarShowsTheSameClassesAcrossChangesOfTheClocks(String zone) throws Exception {
        for (Repeat repeat : List.of(
                Repeat.times(List.of(MONDAY), 1, 60),
                Repeat.times(List.of(MONDAY, WEDNESDAY), 3, 25),
                Repeat.until(List.of(MONDAY, WEDNESDAY), 2, FIRST.plusYears(1)))) {
            Planned plan = plan(
                    weekly(zone, repeat),
                    Map.of(
                            FIRST,
                            Change.CANCELLED,
                            FIRST.plusWeeks(18),
                            new Change(LocalDateTime.parse("2027-04-06T08:15"), 45),
                            FIRST.plusWeeks(6),
                            new Change(LocalDateTime.parse("2027-01-12T23:30"), 60)));
            assertThat(shown(Timetable.of("Physics", null, List.of(plan))))
                    .as(repeat.toString())
                    .isEqualTo(planned(plan))
                    .hasSizeGreaterThan(20);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Europe/Lisbon", "America/New_York", "Australia/Adelaide", "Asia/Kolkata", "Africa/Casablanca"})
    void theZoneIsThatOfTheTimeZoneDatabase(String zone) throws Exception {
        Planned plan = plan(weekly(zone, Repeat.times(List.of(MONDAY), 1, 60)), Map.of());
        VTimeZone written = read(Timetable.of("Physics", null, List.of(plan))).getComponent(Component.VTIMEZONE);
        assertThat(written.getTimeZoneId().getValue()).isEqualTo(zone);
        Instant last = plan.series().rule().on(FIRST.plusWeeks(59)).ends();
        for (Instant at = plan.series().rule().on(FIRST).starts();
                at.isBefore(last);
                at = at.plusSeconds(6 * 3600 + 1)) {
            TzOffsetTo offset =
                    written.getApplicableObservance(new DateTime(Date.from(at))).getProperty(Property.TZOFFSETTO);
            assertThat(offset.getOffset().getTotalSeconds())
                    .as(at.toString())
                    .isEqualTo(ZoneId.of(zone).getRules().getOffset(at).getTotalSeconds());
        }
    }

    @Test
    void halfAnHourOfSummerTimeIsWritten() {
        Planned plan = plan(weekly("Australia/Lord_Howe", Repeat.times(List.of(MONDAY), 1, 30)), Map.of());
        assertThat(Timetable.of("Physics", null, List.of(plan)))
                .as("which the library does not read")
                .contains("TZOFFSETFROM:+1030\r\nTZOFFSETTO:+1100\r\n", "TZOFFSETFROM:+1100\r\nTZOFFSETTO:+1030\r\n");
    }

    @Test
    void oneClassIsOneEventAndACancelledOneIsSaidToBe() throws Exception {
        Rule once = new Rule(ZoneId.of("Europe/Lisbon"), FIRST, LocalTime.of(23, 0), 120, null);
        Planned plan = plan(once, Map.of());
        assertThat(shown(Timetable.of("Physics", null, List.of(plan))))
                .containsExactly("2026-11-30T23:00:00Z 2026-12-01T01:00:00Z");
        Planned moved = plan(once, Map.of(FIRST, new Change(LocalDateTime.parse("2026-12-02T10:00"), 60)));
        assertThat(Timetable.of("Physics", null, List.of(moved))).doesNotContain("RECURRENCE-ID");
        assertThat(shown(Timetable.of("Physics", null, List.of(moved))))
                .containsExactly("2026-12-02T10:00:00Z 2026-12-02T11:00:00Z");
        Planned cancelled = plan(once, Map.of(FIRST, Change.CANCELLED));
        assertThat(Timetable.of("Physics", null, List.of(cancelled))).contains("STATUS:CANCELLED\r\n");
    }

    @Test
    void namesComeWholeWhateverTheyHold() throws Exception {
        String title = "Optics; light, \\ \"waves\"\n\u0007and ليلى ".repeat(4).strip() + " 🎓".repeat(20);
        Rule once = new Rule(ZoneId.of("UTC"), FIRST, LocalTime.NOON, 60, null);
        String text = Timetable.of(
                title, null, List.of(new Planned(1, title, new Series(1, "uid-1", once, new TreeMap<>(), 0, CHANGED))));
        for (String line : text.split("\r\n", -1)) {
            assertThat(line.getBytes(StandardCharsets.UTF_8).length).as(line).isLessThanOrEqualTo(75);
            assertThat(line).doesNotContain("\n", "\r", "\u0007");
        }
        VEvent event = read(text).getComponent(Component.VEVENT);
        assertThat(event.getSummary().getValue()).isEqualTo(title.replace("\u0007", ""));
        assertThat(event.getSequence().getSequenceNo()).isZero();
    }

    @Test
    void anEventLinksToTheFrontPageOfTheLmsThatToldIt() throws Exception {
        Rule rule = weekly("Europe/Lisbon", Repeat.times(List.of(MONDAY), 1, 3));
        Planned plan = plan(rule, Map.of(FIRST, new Change(LocalDateTime.parse("2026-12-01T10:00"), 60)));
        FrontPage lms = new FrontPage("https://learn.school.edu/a,b;c?lang=en", "School; of \"Light\"");
        List<VEvent> events = read(Timetable.of("Physics", lms, List.of(plan))).getComponents(Component.VEVENT);
        assertThat(events).hasSize(2).allSatisfy(event -> {
            assertThat(event.getUrl().getValue()).isEqualTo("https://learn.school.edu/a,b;c?lang=en");
            assertThat(event.getDescription().getValue())
                    .isEqualTo("Join from your course \"Physics\" in School; of \"Light\": "
                            + "https://learn.school.edu/a,b;c?lang=en");
        });
        FrontPage unnamed = new FrontPage("https://learn.school.edu/", null);
        assertThat(Timetable.of("Physics", unnamed, List.of(plan)).replace("\r\n ", ""))
                .contains("in your learning platform: https://learn.school.edu/\r\n");
        assertThat(Timetable.of("Physics", null, List.of(plan))).doesNotContain("URL", "http");
    }

    @Test
    void aCourseWithoutPlansIsAnEmptyCalendar() {
        assertThat(Timetable.of("", null, List.of()))
                .startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
                .contains("METHOD:PUBLISH\r\n", "X-WR-CALNAME:Live classes\r\n")
                .endsWith("END:VCALENDAR\r\n")
                .doesNotContain("VEVENT");
    }
}
