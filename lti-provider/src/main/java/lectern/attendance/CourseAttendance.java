package lectern.attendance;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import lectern.account.Role;
import lectern.attendance.Attendance.Attendee;
import lectern.attendance.CourseAttendanceStore.Student;
import lectern.classroom.EventStore;
import lectern.classroom.EventStore.SessionRow;
import org.jspecify.annotations.Nullable;

/** The attendance of all classes of a course: as a matrix of students and sessions, or of one student. */
final class CourseAttendance {
    private final EventStore events;
    private final CourseAttendanceStore store;
    private final CourseRoster roster;
    private final Clock clock;

    CourseAttendance(EventStore events, CourseAttendanceStore store, CourseRoster roster, Clock clock) {
        this.events = events;
        this.store = store;
        this.roster = roster;
        this.clock = clock;
    }

    /** A held class. */
    record Held(
            String id,
            String title,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    /** A student's minutes in each session, in their order; 0 for one they missed. */
    record Row(String person, String name, List<Integer> minutes) {}

    /**
     * Who was in which session.
     *
     * @param sessions newest first
     * @param people by name: the students whom the LMS lists or who opened the course
     */
    record Matrix(List<Held> sessions, List<Row> people) {}

    Matrix matrix(long courseId, int limit) {
        List<SessionRow> sessions = events.sessionsOfCourse(courseId, limit);
        Map<Long, String> titles = store.titles(courseId);
        Map<String, String> names = new LinkedHashMap<>();
        store.students(courseId).forEach(student -> names.put(student.publicId(), student.name()));
        if (!sessions.isEmpty()) {
            // The LMS lists the students of the course, whichever of its classes is asked about.
            roster.of(sessions.get(0).classId())
                    .students()
                    .forEach(student -> names.putIfAbsent(student.person(), student.name()));
        }
        Map<String, Map<Integer, Integer>> minutes = new LinkedHashMap<>();
        for (int i = 0; i < sessions.size(); i++) {
            for (Attendee attendee : attendance(sessions.get(i)).people()) {
                if (attendee.role() != Role.HOST) {
                    names.putIfAbsent(attendee.person(), attendee.name());
                    minutes.computeIfAbsent(attendee.person(), person -> new TreeMap<>())
                            .put(i, attendee.minutes());
                }
            }
        }
        List<Row> people = names.entrySet().stream()
                .map(one -> row(one.getKey(), one.getValue(), minutes.getOrDefault(one.getKey(), Map.of()), sessions))
                .sorted(Comparator.comparing(Row::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
        return new Matrix(held(sessions, titles), people);
    }

    private static Row row(String person, String name, Map<Integer, Integer> minutes, List<SessionRow> sessions) {
        return new Row(
                person,
                name,
                Stream.iterate(0, i -> i < sessions.size(), i -> i + 1)
                        .map(i -> minutes.getOrDefault(i, 0))
                        .toList());
    }

    private static List<Held> held(List<SessionRow> sessions, Map<Long, String> titles) {
        return sessions.stream().map(session -> held(session, titles)).toList();
    }

    private static Held held(SessionRow session, Map<Long, String> titles) {
        return new Held(
                session.id(), titles.getOrDefault(session.classId(), ""), session.startedAt(), session.endedAt());
    }

    private Attendance attendance(SessionRow session) {
        return Attendance.of(events.comings(session.id()), AttendanceView.endMicros(session, clock.instant()));
    }

    /** One session in a student's timeline; without spans when they missed it. */
    record Visit(Held session, int minutes, List<AttendanceView.SpanView> spans) {}

    /** A student's sessions, newest first. */
    record Timeline(String name, List<Visit> visits) {}

    /** @param classId of which class only; null for all of the course */
    Timeline timeline(Student student, long courseId, @Nullable Long classId, int limit) {
        Map<Long, String> titles = store.titles(courseId);
        List<Visit> visits = events.sessionsOfCourse(courseId, limit).stream()
                .filter(session -> classId == null || session.classId() == classId)
                .map(session -> visit(session, student, titles))
                .toList();
        return new Timeline(student.name(), visits);
    }

    private Visit visit(SessionRow session, Student student, Map<Long, String> titles) {
        return attendance(session).people().stream()
                .filter(attendee -> attendee.person().equals(student.publicId()))
                .findFirst()
                .map(attendee ->
                        new Visit(held(session, titles), attendee.minutes(), AttendanceView.spans(session, attendee)))
                .orElseGet(() -> new Visit(held(session, titles), 0, List.of()));
    }
}
