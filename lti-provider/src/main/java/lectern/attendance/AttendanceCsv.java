package lectern.attendance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Attendance as CSV (RFC 4180) with a byte order mark, so that spreadsheets read names right. A field that a spreadsheet
 * would take for a formula is led by an apostrophe.
 */
final class AttendanceCsv {
    private static final String BOM = "\uFEFF";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private AttendanceCsv() {}

    /** A line for the spreadsheet; the spans are joined into the first coming and the last going, which the absent lack. */
    record Line(
            String name,
            String role,
            String status,
            int minutes,
            @Nullable Instant from,
            @Nullable Instant to,
            int times) {}

    static String of(List<Line> lines) {
        StringBuilder csv = new StringBuilder(BOM);
        row(
                csv,
                Stream.of(
                        "Name", "Role", "Minutes", "First joined (UTC)", "Last left (UTC)", "Times joined", "Status"));
        for (Line line : lines) {
            row(
                    csv,
                    Stream.of(
                            line.name(),
                            line.role(),
                            String.valueOf(line.minutes()),
                            line.from() == null ? "" : line.from().toString(),
                            line.to() == null ? "" : line.to().toString(),
                            String.valueOf(line.times()),
                            line.status()));
        }
        return csv.toString();
    }

    /** A course's matrix: a line for each student, a column of minutes for each session, the oldest first. */
    static String of(CourseAttendance.Matrix matrix) {
        StringBuilder csv = new StringBuilder(BOM);
        List<CourseAttendance.Held> sessions = new ArrayList<>(matrix.sessions());
        Collections.reverse(sessions);
        row(csv, Stream.concat(Stream.of("Name"), sessions.stream().map(AttendanceCsv::heading)));
        for (CourseAttendance.Row person : matrix.people()) {
            List<Integer> minutes = new ArrayList<>(person.minutes());
            Collections.reverse(minutes);
            row(csv, Stream.concat(Stream.of(person.name()), minutes.stream().map(String::valueOf)));
        }
        return csv.toString();
    }

    private static String heading(CourseAttendance.Held session) {
        return session.title() + " " + session.startedAt().truncatedTo(ChronoUnit.MINUTES) + " (minutes)";
    }

    private static void row(StringBuilder csv, Stream<String> fields) {
        csv.append(fields.map(AttendanceCsv::field).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    static String field(String value) {
        String safe = !value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
