package lectern.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedulesTest {
    private static final Instant TEN = Instant.parse("2026-12-01T10:00:00Z");
    private static final ClassTimes AT_TEN = new ClassTimes(TEN, TEN.plus(Duration.ofHours(1)));

    @TempDir
    Path folder;

    private Database database;

    @BeforeEach
    void open() {
        database = Database.open(DataFolder.open(folder));
        database.change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'i', 'c', 'a', 'j', 0)");
            handle.execute("insert into deployment (id, registration_id, deployment_id, created_at) "
                    + "values (1, 1, 'd', 0), (2, 1, 'e', 0)");
            handle.execute("insert into class (id, deployment_id, room_key, title, created_at) "
                    + "values (1, 1, 'room:a', 'Optics', 0), (2, 2, 'room:a', 'Waves', 0)");
        });
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Schedules at(Instant now) {
        return new Schedules(database, Clock.fixed(now, ZoneOffset.UTC));
    }

    private void set(long deployment, String key, ClassTimes times) {
        database.change(handle -> Schedules.set(handle, deployment, key, times));
    }

    @Test
    void aRoomHasItsTimesWithinItsOwnSchoolOnly() {
        set(1, "room:a", AT_TEN);
        assertThat(at(TEN).of(1)).contains(AT_TEN);
        assertThat(at(TEN).of(2)).isEmpty();
    }

    @Test
    void newTimesReplaceTheOldOnes() {
        ClassTimes later = new ClassTimes(TEN.plusSeconds(3600), TEN.plusSeconds(7200));
        set(1, "room:a", AT_TEN);
        set(1, "room:a", later);
        assertThat(at(TEN).of(1)).contains(later);
    }

    @Test
    void aClassIsAheadUntilItsEnd() {
        set(1, "room:a", AT_TEN);
        assertThat(at(AT_TEN.ends().minusMillis(1)).ahead(1)).contains(AT_TEN);
        assertThat(at(AT_TEN.ends()).ahead(1)).isEmpty();
    }

    @Test
    void onlyPlansOfRoomsThatNeverCameToBeAreForgotten() {
        set(1, "room:a", AT_TEN);
        set(1, "room:never", AT_TEN);
        at(TEN.plus(Duration.ofDays(399))).purge();
        assertThat(rows()).isEqualTo(2);
        at(TEN.plus(Duration.ofDays(402))).purge();
        assertThat(rows()).isEqualTo(1);
        assertThat(at(TEN).of(1)).contains(AT_TEN);
    }

    private int rows() {
        return database.read(handle -> handle.createQuery("select count(*) from room_schedule")
                .mapTo(Integer.class)
                .one());
    }

    @Test
    void aClassEndsAfterItsStartWithinADay() {
        assertThatThrownBy(() -> new ClassTimes(TEN, TEN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClassTimes(TEN, TEN.plusSeconds(86_401)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
