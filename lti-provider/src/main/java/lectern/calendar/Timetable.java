package lectern.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.calendar.CalendarStore.FrontPage;
import lectern.schedule.ClassTimes;
import lectern.schedule.Occurrence;
import lectern.schedule.Repeat;
import lectern.schedule.Rule;
import lectern.schedule.Schedules.Planned;
import lectern.schedule.Series;
import lectern.schedule.Weekdays;
import lectern.schedule.Zones;
import org.jspecify.annotations.Nullable;

/**
 * A course's plans as an iCalendar object: a VEVENT for each plan, one more for each class that was moved, exceptions for
 * those that are cancelled. It names the course and its classes and no person, and leads into no class: the way in is
 * the LMS, whose front page each event links to where the LMS told it.
 */
final class Timetable {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** How often calendars should look again. */
    private static final String REFRESH = "PT1H";

    private final ContentLines out = new ContentLines();
    private final String course;
    private final @Nullable FrontPage lms;

    private Timetable(String course, @Nullable FrontPage lms) {
        this.course = course;
        this.lms = lms;
    }

    /** The text; the same for the same plans. */
    static String of(String course, @Nullable FrontPage lms, List<Planned> plans) {
        return new Timetable(course.isEmpty() ? "Live classes" : course, lms).write(plans);
    }

    private String write(List<Planned> plans) {
        out.begin("VCALENDAR")
                .line("VERSION", "2.0")
                .line("PRODID", "-//Lectern//Timetable//EN")
                .line("CALSCALE", "GREGORIAN")
                .line("METHOD", "PUBLISH")
                .text("NAME", course)
                .text("X-WR-CALNAME", course)
                .line("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)
                .line("X-PUBLISHED-TTL", REFRESH);
        zones(plans);
        for (Planned plan : plans) {
            events(plan);
        }
        return out.end("VCALENDAR").toString();
    }

    private void zones(List<Planned> plans) {
        Map<String, List<Series>> byZone = plans.stream()
                .map(Planned::series)
                .filter(series -> !series.rule().zone().equals(Zones.UTC))
                .collect(Collectors.groupingBy(
                        series -> series.rule().zone().getId(), TreeMap::new, Collectors.toList()));
        byZone.forEach((zone, series) -> {
            List<Instant> moments = series.stream()
                    .flatMap(one -> one.occurrences().stream())
                    .flatMap(one -> Stream.of(one.times().starts(), one.times().ends()))
                    .sorted()
                    .toList();
            TimeZones.write(out, ZoneId.of(zone), moments.get(0), moments.get(moments.size() - 1));
        });
    }

    private void events(Planned plan) {
        Series series = plan.series();
        if (series.rule().repeat() == null) {
            Occurrence only = series.occurrences().get(0);
            begin(plan);
            times(series.rule().zone(), only.times());
            if (only.cancelled()) {
                out.line("STATUS", "CANCELLED");
            }
            out.end("VEVENT");
            return;
        }
        repeating(plan);
        for (Occurrence one : series.occurrences()) {
            if (one.moved()) {
                begin(plan);
                at(
                        "RECURRENCE-ID",
                        series.rule().zone(),
                        one.day().atTime(series.rule().starts()));
                times(series.rule().zone(), one.times());
                out.end("VEVENT");
            }
        }
    }

    private void repeating(Planned plan) {
        Rule rule = plan.series().rule();
        begin(plan);
        at("DTSTART", rule.zone(), rule.date().atTime(rule.starts()));
        out.line("DURATION", "PT" + rule.minutes() + "M");
        out.line("RRULE", rule(rule));
        plan.series().occurrences().stream()
                .filter(Occurrence::cancelled)
                .map(Occurrence::day)
                .sorted(Comparator.<LocalDate>naturalOrder())
                .forEach(day -> at("EXDATE", rule.zone(), day.atTime(rule.starts())));
        out.end("VEVENT");
    }

    private void begin(Planned plan) {
        Series series = plan.series();
        String changed = UTC.format(series.changedAt());
        out.begin("VEVENT")
                .line("UID", series.uid())
                .line("DTSTAMP", changed)
                .line("LAST-MODIFIED", changed)
                .line("SEQUENCE", String.valueOf(series.sequence()))
                .text("SUMMARY", plan.title());
        wayIn();
    }

    /** Many calendars show no URL (§3.8.4.6), but make links of addresses in a description. */
    private void wayIn() {
        if (lms == null) {
            out.text("DESCRIPTION", "Open the class from the course \"" + course + "\" in your learning platform.");
            return;
        }
        String name = lms.name() == null ? "your learning platform" : lms.name();
        out.text("DESCRIPTION", "Join from your course \"" + course + "\" in " + name + ": " + lms.url())
                .line("URL", lms.url());
    }

    private void times(ZoneId zone, ClassTimes times) {
        at("DTSTART", zone, LocalDateTime.ofInstant(times.starts(), zone));
        at("DTEND", zone, LocalDateTime.ofInstant(times.ends(), zone));
    }

    private void at(String name, ZoneId zone, LocalDateTime local) {
        if (zone.equals(Zones.UTC)) {
            out.line(name, LOCAL.format(local) + "Z");
        } else {
            out.line(name + ";TZID=" + zone.getId(), LOCAL.format(local));
        }
    }

    /** The end in UTC, as §3.3.10 wants it for a start with a zone. */
    private static String rule(Rule rule) {
        Repeat repeat = Objects.requireNonNull(rule.repeat());
        String text = "FREQ=WEEKLY;INTERVAL=" + repeat.every() + ";BYDAY=" + Weekdays.write(repeat.days()) + ";WKST=MO";
        if (repeat.count() != null) {
            return text + ";COUNT=" + repeat.count();
        }
        List<LocalDate> days = rule.days();
        return text + ";UNTIL=" + UTC.format(rule.on(days.get(days.size() - 1)).starts());
    }
}
