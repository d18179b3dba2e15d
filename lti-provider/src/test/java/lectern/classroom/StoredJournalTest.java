package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import lectern.account.Role;
import lectern.policy.Policy;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredJournalTest {
    @TempDir
    Path folder;

    private Database database;
    private StoredJournal journal;
    private EventStore store;

    private final Person ada = new Person("ada", 1, "Ada", Role.HOST, true);
    private final Session session = new Session(
            "s1",
            new Session.Setup(1, 1, "Optics", "", true, 180, false, false, Session.Codecs.DEFAULT, Policy.OPEN),
            ada,
            new ClassClock(Instant.ofEpochMilli(1_000_000), 0, System::nanoTime));

    @BeforeEach
    void open() {
        database = Database.open(DataFolder.open(folder));
        database.change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'i', 'c', 'a', 'j', 0)");
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (1, 1, 'd', 0)");
            handle.execute("insert into class (id, deployment_id, room_key, title, created_at) "
                    + "values (1, 1, 'link:1', 'Optics', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) "
                    + "values (1, 'ada', 1, 's1', 'Ada')");
        });
        journal = new StoredJournal(database);
        store = new EventStore(database);
    }

    @AfterEach
    void close() {
        journal.close();
        database.close();
    }

    private static Stamped chat(int n) {
        return new Stamped(n, n * 1_000_000L, new Event.Chat(n, "ada", 0, "line " + n));
    }

    @Test
    void whatIsToldIsStoredInItsOrder() {
        List<Stamped> told = IntStream.rangeClosed(1, 2_000)
                .mapToObj(StoredJournalTest::chat)
                .toList();
        journal.opened(session);
        told.forEach(one -> journal.append(session, one, 1));
        journal.closed(session, 2_000_000_000L);
        journal.flushed().join();
        assertThat(store.events("s1")).isEqualTo(told);
        assertThat(store.session("s1").orElseThrow().endedAt()).isEqualTo(Instant.ofEpochMilli(3_000_000));
    }

    @Test
    void closingStoresWhatWasTold() {
        journal.opened(session);
        IntStream.rangeClosed(1, 500).forEach(n -> journal.append(session, chat(n), 1));
        journal.close();
        assertThat(store.events("s1")).hasSize(500);
    }

    @Test
    void anEntryThatCannotBeStoredDoesNotTakeTheOthersWithIt() {
        journal.opened(session);
        journal.append(session, chat(1), 1);
        journal.append(session, chat(1), 1); // the same number twice
        journal.append(session, chat(2), 1);
        journal.flushed().join();
        assertThat(store.events("s1")).containsExactly(chat(1), chat(2));
    }

    @Test
    void theRoomsOfTheLastTimeAreToldWithWhoWasInThemAtTheEnd() {
        assertThat(store.lastRooms(1)).isEmpty();
        List<Event> events = List.of(
                new Event.Joined("ben", "Ben", Role.STUDENT, true, 0),
                new Event.Joined("cyd", "Cyd", Role.STUDENT, true, 0),
                new Event.Joined("dan", "Dan", Role.STUDENT, true, 0),
                new Event.RoomsOpened(List.of(new Event.Room(1, "Old")), null),
                new Event.Moved("dan", 1, "ada"),
                new Event.Moved("dan", 0, "ada"),
                new Event.RoomsClosed(),
                new Event.RoomsOpened(List.of(new Event.Room(1, "Lift"), new Event.Room(2, "Drag")), null),
                new Event.Moved("ben", 1, "ada"),
                new Event.Moved("cyd", 1, "ada"),
                new Event.Moved("dan", 2, "ada"),
                new Event.Moved("cyd", 2, "ada"),
                new Event.Moved("dan", 0, "ada"), // by the teacher: not in the end
                new Event.Joined("eve", "Eve", Role.STUDENT, true, 1),
                new Event.Moved("ben", 0, "ada"),
                new Event.Moved("cyd", 0, "ada"),
                new Event.Moved("eve", 0, "ada"),
                new Event.RoomsClosed());
        journal.opened(session);
        for (int n = 0; n < events.size(); n++) {
            journal.append(session, new Stamped(n + 1, n + 1, events.get(n)), 1);
        }
        journal.flushed().join();
        assertThat(store.lastRooms(1))
                .containsExactly(
                        new LastRooms.Room("Lift", List.of("ben", "eve")), new LastRooms.Room("Drag", List.of("cyd")));
        assertThat(store.lastRooms(2)).as("another class").isEmpty();
    }

    @Test
    void aSessionThatACrashLeftOpenEndsWithItsLastEvent() {
        journal.opened(session);
        IntStream.rangeClosed(1, 90).forEach(n -> journal.append(session, chat(n), 1));
        journal.flushed().join();
        assertThat(store.session("s1").orElseThrow().endedAt()).isNull();
        assertThat(store.endAbandoned()).isEqualTo(1);
        assertThat(store.session("s1").orElseThrow().endedAt()).isEqualTo(Instant.ofEpochMilli(1_090_000));
        assertThat(store.endAbandoned()).isZero();
    }
}
