package lectern.attendance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import lectern.account.Role;
import lectern.classroom.Event;
import lectern.classroom.Stamped;
import org.jspecify.annotations.Nullable;

/**
 * The people who attended, in the order they came. An LMS's preview user and observers are not counted; whoever is there
 * when the class ends was there until then.
 */
record Attendance(List<Attendee> people) {
    /**
     * One person's presence.
     *
     * @param spans in order, not overlapping
     */
    record Attendee(String person, String name, Role role, List<Span> spans) {
        /** Whole minutes, rounded; at least one for somebody who was there at all. */
        int minutes() {
            long minute = TimeUnit.MINUTES.toMicros(1);
            return (int) Math.max(spans.isEmpty() ? 0 : 1, (micros() + minute / 2) / minute);
        }

        /** In microseconds. */
        long micros() {
            return spans.stream().mapToLong(span -> span.to() - span.from()).sum();
        }
    }

    /** From one class time to another, in microseconds. */
    record Span(long from, long to) {}

    /** Adds up the events until {@code endMicros}, the end of the class or now. */
    static Attendance of(List<Stamped> events, long endMicros) {
        Map<String, Presence> people = new LinkedHashMap<>();
        for (Stamped stamped : events) {
            if (stamped.event() instanceof Event.Joined e && e.counted() && e.role() != Role.OBSERVER) {
                people.computeIfAbsent(e.person(), Presence::new).came(e, stamped.micros());
            } else if (stamped.event() instanceof Event.Left e && people.containsKey(e.person())) {
                people.get(e.person()).went(stamped.micros());
            }
        }
        List<Attendee> attendees = new ArrayList<>();
        for (Presence presence : people.values()) {
            presence.went(endMicros);
            attendees.add(new Attendee(presence.person, presence.name, presence.role, List.copyOf(presence.spans)));
        }
        return new Attendance(List.copyOf(attendees));
    }

    private static final class Presence {
        private final String person;
        private final List<Span> spans = new ArrayList<>();
        private String name = "";
        private Role role = Role.STUDENT;
        private @Nullable Long since;

        Presence(String person) {
            this.person = person;
        }

        void came(Event.Joined event, long micros) {
            name = event.name();
            role = event.role();
            if (since == null) {
                since = micros;
            }
        }

        void went(long micros) {
            if (since != null) {
                spans.add(new Span(since, Math.max(since, micros)));
                since = null;
            }
        }
    }
}
