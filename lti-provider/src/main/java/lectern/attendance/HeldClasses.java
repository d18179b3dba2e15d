package lectern.attendance;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.account.Role;
import lectern.classroom.EventStore;
import lectern.classroom.EventStore.SessionRow;
import lectern.store.Database;

/** The sessions of a class that are over, at most the {@value #MAX} newest. */
public final class HeldClasses {
    private static final int MAX = 200;

    private final EventStore events;
    private final ExcuseStore excuses;

    public HeldClasses(Database database, EventStore events) {
        this.events = events;
        excuses = new ExcuseStore(database);
    }

    public List<HeldClass> of(long classId) {
        List<HeldClass> held = new ArrayList<>();
        for (SessionRow session : events.sessions(classId, MAX)) {
            if (session.endedAt() != null) {
                held.add(held(session, session.endedAt()));
            }
        }
        return held;
    }

    private HeldClass held(SessionRow session, Instant end) {
        long length = AttendanceView.endMicros(session, end);
        Map<String, Long> students = new HashMap<>();
        for (Attendance.Attendee attendee :
                Attendance.of(events.comings(session.id()), length).people()) {
            if (attendee.role() == Role.STUDENT) {
                students.put(attendee.person(), attendee.micros());
            }
        }
        return new HeldClass(end, length, students, excuses.excused(session.id()));
    }
}
