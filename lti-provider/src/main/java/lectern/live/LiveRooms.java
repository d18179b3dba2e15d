package lectern.live;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import lectern.classroom.Classroom;
import lectern.classroom.Classrooms;
import lectern.schedule.ClassTimes;
import org.jspecify.annotations.Nullable;

/** The rooms that clients are in or wait for, one for each class that was opened. Thread-safe. */
public final class LiveRooms {
    private final Classrooms classrooms;
    private final IceServers relays;
    private final ConcurrentHashMap<Long, Entry> rooms = new ConcurrentHashMap<>();

    public LiveRooms(Classrooms classrooms, IceServers relays) {
        this.classrooms = classrooms;
        this.relays = relays;
    }

    /** A class with its clients. */
    record Entry(Classroom classroom, LiveRoom room) {
        /** Posts to the class's loop; false when it has too much to do. */
        boolean post(Consumer<LiveRoom> task) {
            return classroom.loop().post(() -> task.accept(room));
        }

        /** The same for what must not be lost, however much the class has to do. */
        void postSurely(Consumer<LiveRoom> task) {
            classroom.loop().after(Duration.ZERO, () -> task.accept(room));
        }
    }

    Entry of(long classId) {
        return rooms.computeIfAbsent(classId, id -> {
            Classroom classroom = classrooms.of(id);
            LiveRoom room = new LiveRoom(classroom, relays);
            classroom.loop().post(() -> classroom.show(room, room));
            return new Entry(classroom, room);
        });
    }

    /** People whose class page waits for the start of the class. */
    public Set<String> waiting(long classId) {
        Entry entry = rooms.get(classId);
        return entry == null ? Set.of() : entry.room().whoWaits();
    }

    /** Tells those who wait for the class that it is planned for another time, or not any more (null). Any thread. */
    public void planned(long classId, @Nullable ClassTimes times) {
        Entry entry = rooms.get(classId);
        if (entry != null) {
            entry.post(room -> room.planned(times));
        }
    }

    /** Tells the hosts of all classes that the recorder has a problem, or has it no more (null). Any thread. */
    public void recorderProblem(@Nullable String problem) {
        rooms.values().forEach(entry -> entry.post(room -> room.recorderProblem(problem)));
    }
}
