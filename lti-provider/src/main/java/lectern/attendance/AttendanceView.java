package lectern.attendance;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.account.Role;
import lectern.classroom.EventStore.SessionRow;
import org.jspecify.annotations.Nullable;

/** A session's attendance as staff see it: who came, in that order, then the students who did not, by name. */
record AttendanceView(Instant startedAt, @Nullable Instant endedAt, Roster roster, List<PersonView> people) {
    /**
     * Where the names of the absent are from.
     *
     * @param asOf null when the LMS gives no list
     */
    record Roster(@Nullable Instant asOf, @Nullable String problem) {}

    /** Whether somebody was there. */
    enum Status {
        PRESENT,
        ABSENT,
        EXCUSED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record PersonView(String person, String name, String role, String status, int minutes, List<SpanView> spans) {}

    record SpanView(Instant from, Instant to) {}

    /** What a view is made of. */
    record Parts(SessionRow session, Attendance attendance, CourseRoster.Enrolled enrolled, Set<String> excused) {}

    static AttendanceView of(Parts parts) {
        SessionRow session = parts.session();
        List<PersonView> people = new ArrayList<>();
        for (Attendance.Attendee attendee : parts.attendance().people()) {
            people.add(came(session, attendee, parts.excused().contains(attendee.person())));
        }
        Set<String> here = people.stream().map(PersonView::person).collect(Collectors.toSet());
        for (CourseRoster.Student student : parts.enrolled().students()) {
            if (!here.contains(student.person()) && enrolledThen(session, student)) {
                Status status = parts.excused().contains(student.person()) ? Status.EXCUSED : Status.ABSENT;
                people.add(new PersonView(
                        student.person(), student.name(), Role.STUDENT.word(), status.word(), 0, List.of()));
            }
        }
        Roster roster = new Roster(parts.enrolled().asOf(), parts.enrolled().problem());
        return new AttendanceView(session.startedAt(), session.endedAt(), roster, List.copyOf(people));
    }

    /** Nobody is absent from a class that was over before they enrolled. */
    private static boolean enrolledThen(SessionRow session, CourseRoster.Student student) {
        return session.endedAt() == null || !student.since().isAfter(session.endedAt());
    }

    private static PersonView came(SessionRow session, Attendance.Attendee attendee, boolean excused) {
        Status status = excused ? Status.EXCUSED : Status.PRESENT;
        return new PersonView(
                attendee.person(),
                attendee.name(),
                attendee.role().word(),
                status.word(),
                attendee.minutes(),
                spans(session, attendee));
    }

    static List<SpanView> spans(SessionRow session, Attendance.Attendee attendee) {
        return attendee.spans().stream()
                .map(span -> new SpanView(at(session, span.from()), at(session, span.to())))
                .toList();
    }

    private static Instant at(SessionRow session, long micros) {
        return session.startedAt().plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
    }

    /** The session's length so far, in microseconds. */
    static long endMicros(SessionRow session, Instant now) {
        Instant until = session.endedAt() == null ? now : session.endedAt();
        return Duration.between(session.startedAt(), until).toNanos() / 1_000;
    }
}
