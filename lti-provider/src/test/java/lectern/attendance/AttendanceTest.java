package lectern.attendance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import lectern.account.Role;
import lectern.attendance.Attendance.Attendee;
import lectern.attendance.Attendance.Span;
import lectern.classroom.Event;
import lectern.classroom.Stamped;
import org.junit.jupiter.api.Test;

class AttendanceTest {
    private static final long MINUTE = TimeUnit.MINUTES.toMicros(1);

    private final List<Stamped> events = new ArrayList<>();

    private void at(long minutes, Event event) {
        events.add(new Stamped(events.size() + 1, minutes * MINUTE, event));
    }

    private static Event.Joined joined(String who, Role role, boolean counted) {
        return new Event.Joined(who, who + "'s name", role, counted, 0);
    }

    @Test
    void minutesAddUpOverSpans() {
        at(0, joined("ada", Role.HOST, true));
        at(5, joined("bo", Role.STUDENT, true));
        at(20, new Event.Left("bo"));
        at(30, joined("bo", Role.STUDENT, true));
        at(60, new Event.Ended("ada"));
        List<Attendee> people = Attendance.of(events, 60 * MINUTE).people();
        assertThat(people).extracting(Attendee::person).containsExactly("ada", "bo");
        assertThat(people).extracting(Attendee::minutes).containsExactly(60, 45);
        assertThat(people.get(1).spans())
                .containsExactly(new Span(5 * MINUTE, 20 * MINUTE), new Span(30 * MINUTE, 60 * MINUTE));
    }

    @Test
    void aLostConnectionThatComesBackIsNoAbsence() {
        at(0, joined("bo", Role.STUDENT, true));
        at(10, new Event.Away("bo"));
        at(10, new Event.Back("bo"));
        at(11, joined("bo", Role.HOST, true));
        assertThat(Attendance.of(events, 30 * MINUTE).people()).singleElement().satisfies(bo -> {
            assertThat(bo.minutes()).isEqualTo(30);
            assertThat(bo.spans()).hasSize(1);
            assertThat(bo.role()).isEqualTo(Role.HOST);
        });
    }

    @Test
    void previewUsersAndObserversAreNotCounted() {
        at(0, joined("preview", Role.STUDENT, false));
        at(0, joined("mum", Role.OBSERVER, true));
        at(1, new Event.Left("mum"));
        assertThat(Attendance.of(events, MINUTE).people()).isEmpty();
    }

    @Test
    void aShortVisitIsAMinute() {
        events.add(new Stamped(1, 0, joined("bo", Role.STUDENT, true)));
        events.add(new Stamped(2, 1_000_000, new Event.Left("bo")));
        assertThat(Attendance.of(events, MINUTE).people().get(0).minutes()).isEqualTo(1);
    }

    /** Against the plainest way to count: second by second. */
    @Test
    void whateverHappensPresenceIsWhatASecondBySecondCountSays() {
        for (long seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            events.clear();
            boolean[] present = new boolean[3];
            long[] seconds = new long[3];
            for (int second = 0; second < 600; second++) {
                int who = random.nextInt(3);
                if (random.nextInt(40) == 0) {
                    boolean comes = random.nextBoolean();
                    Event event = comes ? joined("p" + who, Role.STUDENT, true) : new Event.Left("p" + who);
                    events.add(new Stamped(events.size() + 1, second * 1_000_000L, event));
                    present[who] = comes;
                }
                for (int i = 0; i < 3; i++) {
                    seconds[i] += present[i] ? 1 : 0;
                }
            }
            for (Attendee attendee : Attendance.of(events, 600 * 1_000_000L).people()) {
                long counted = attendee.spans().stream()
                                .mapToLong(s -> s.to() - s.from())
                                .sum()
                        / 1_000_000;
                assertThat(counted).isEqualTo(seconds[attendee.person().charAt(1) - '0']);
            }
        }
    }

    @Test
    void fieldsAreQuotedAndNoNameIsAFormula() {
        assertThat(AttendanceCsv.field("Ada")).isEqualTo("Ada");
        assertThat(AttendanceCsv.field("Lovelace, Ada \"Countess\"")).isEqualTo("\"Lovelace, Ada \"\"Countess\"\"\"");
        assertThat(AttendanceCsv.field("two\nlines")).isEqualTo("\"two\nlines\"");
        for (String formula : List.of("=1+1", "+1", "-1", "@sum", "\t=1")) {
            assertThat(AttendanceCsv.field(formula)).startsWith("'" + formula.charAt(0));
        }
        assertThat(AttendanceCsv.field("=HYPERLINK(\"http://x\",\"y\")")).startsWith("\"'=HYPERLINK(\"\"");
    }

    @Test
    void theFileStartsWithAByteOrderMarkAndItsLinesEndWithCrLf() {
        Instant at = Instant.parse("2026-11-23T10:00:00Z");
        String csv = AttendanceCsv.of(List.of(new AttendanceCsv.Line("Zoë", "student", "present", 12, at, at, 1)));
        assertThat(csv).startsWith("\uFEFFName,").endsWith("\r\n");
        assertThat(csv.split("\r\n")).hasSize(2);
        assertThat(csv).contains("Zoë,student,12,2026-11-23T10:00:00Z,");
    }
}
