package lectern.calendar;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Locale;

/**
 * A VTIMEZONE (RFC 5545 §3.6.5) with each change of the clocks in a span written out, from the Java platform's copy of the
 * time zone database: calendars need not know the zone by its name, and a rule that a country changed next year is right
 * when the platform was updated.
 */
final class TimeZones {
    /** Changes of the clocks that are written at most; a span of three years has fewer. */
    private static final int MAX_CHANGES = 20;

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    private TimeZones() {}

    static void write(ContentLines out, ZoneId zone, Instant from, Instant until) {
        ZoneRules rules = zone.getRules();
        out.begin("VTIMEZONE").line("TZID", zone.getId());
        ZoneOffsetTransition before = rules.previousTransition(from.plusSeconds(1));
        if (before == null) {
            ZoneOffset offset = rules.getOffset(from);
            observance(out, new Observance(zone, false, EPOCH, offset, offset));
        } else {
            observance(out, zone, before);
        }
        ZoneOffsetTransition next = rules.nextTransition(from);
        for (int i = 0; i < MAX_CHANGES && next != null && !next.getInstant().isAfter(until); i++) {
            observance(out, zone, next);
            next = rules.nextTransition(next.getInstant());
        }
        out.end("VTIMEZONE");
    }

    private record Observance(ZoneId zone, boolean summer, LocalDateTime onset, ZoneOffset from, ZoneOffset to) {}

    private static void observance(ContentLines out, ZoneId zone, ZoneOffsetTransition change) {
        boolean summer = zone.getRules().isDaylightSavings(change.getInstant());
        observance(
                out,
                new Observance(
                        zone, summer, change.getDateTimeBefore(), change.getOffsetBefore(), change.getOffsetAfter()));
    }

    private static void observance(ContentLines out, Observance one) {
        String component = one.summer() ? "DAYLIGHT" : "STANDARD";
        out.begin(component)
                .line("DTSTART", LOCAL.format(one.onset()))
                .line("TZOFFSETFROM", offset(one.from()))
                .line("TZOFFSETTO", offset(one.to()))
                .text("TZNAME", name(one))
                .end(component);
    }

    private static String name(Observance one) {
        Instant within = one.onset().toInstant(one.from());
        return DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(within.atZone(one.zone()));
    }

    private static String offset(ZoneOffset offset) {
        int seconds = Math.abs(offset.getTotalSeconds());
        String text = String.format(
                Locale.ROOT, "%s%02d%02d", offset.getTotalSeconds() < 0 ? "-" : "+", seconds / 3600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(Locale.ROOT, "%02d", seconds % 60);
    }
}
