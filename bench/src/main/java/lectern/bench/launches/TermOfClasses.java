package lectern.bench.launches;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

/**
 * A term of classes that were held, written into the server's database as the classes themselves would: two thousand
 * synthetic browsers in a class would measure the bridge.
 */
final class TermOfClasses {
    static final int CLASSES = 12;
    private static final long LENGTH = Duration.ofMinutes(90).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private TermOfClasses() {}

    /** An hour and a half on each of the last days; nine of ten students came to each, and went at its end. */
    static void hold(Connection database, int room) throws SQLException {
        long now = System.currentTimeMillis();
        for (int i = 0; i < CLASSES; i++) {
            String session = "bench-" + room + "-" + i;
            try (PreparedStatement row = database.prepareStatement("""
                    insert into session (id, class_id, started_by, started_at, ended_at)
                    select ?, c.id, p.id, ?, ? from class c join person p on p.sub = ?
                    where c.room_key = ?""")) {
                row.setString(1, session);
                row.setLong(2, now - (CLASSES - i) * DAY);
                row.setLong(3, now - (CLASSES - i) * DAY + LENGTH);
                row.setString(4, "person-" + room);
                row.setString(5, "link:link-" + room);
                row.executeUpdate();
            }
            comings(database, room, i, session);
        }
    }

    private static void comings(Connection database, int room, int number, String session) throws SQLException {
        try (PreparedStatement rows = database.prepareStatement("""
                with came as (
                  select row_number() over (order by p.id) as n, p.id, p.public_id, p.name
                  from roster_member m join roster r on r.id = m.roster_id join course o on o.id = r.course_id
                    join person p on p.id = m.person_id
                  where o.context_id = ? and (p.id + ?) % 10 <> 0)
                insert into event (session_id, n, t_us, type, person_id, payload)
                select ?, n, n * 50000, 'joined', id, json_object('person', public_id, 'name', name,
                  'role', 'STUDENT', 'counted', json('true'), 'room', 0) from came
                union all
                select ?, 1000000 + n, ? - n * 1000, 'left', id, json_object('person', public_id) from came""")) {
            rows.setString(1, "course-" + room);
            rows.setInt(2, number);
            rows.setString(3, session);
            rows.setString(4, session);
            rows.setLong(5, LENGTH * 1_000);
            rows.executeUpdate();
        }
    }
}
