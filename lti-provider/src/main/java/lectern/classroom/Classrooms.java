package lectern.classroom;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The classes of this process. A class is made when somebody first opens its page, and stays: it is small when it is not
 * held, and there are as many as links in the LMS. Thread-safe.
 */
public final class Classrooms {
    private static final Logger LOG = LoggerFactory.getLogger(Classrooms.class);
    private static final long STOP_SECONDS = 10;

    private final ConcurrentHashMap<Long, Classroom> classrooms = new ConcurrentHashMap<>();
    private final Loops loops;
    private final Classroom.Surroundings around;
    private volatile boolean draining;

    public Classrooms(Loops loops, Classroom.Surroundings around) {
        this.loops = loops;
        this.around = around;
    }

    /** The class, made now if nobody asked for it before. */
    public Classroom of(long classId) {
        return classrooms.computeIfAbsent(classId, id -> {
            Classroom made = new Classroom(id, loops, around);
            made.drain(draining);
            return made;
        });
    }

    /** The classes that are held now, by id. */
    public Map<Long, Classroom.Status> held() {
        Map<Long, Classroom.Status> held = new TreeMap<>();
        classrooms.forEach((id, classroom) -> {
            Classroom.Status status = classroom.status();
            if (status.phase() == Phase.LIVE) {
                held.put(id, status);
            }
        });
        return held;
    }

    /** Before an update: no class starts any more, those that are held go on. Or off again. */
    public void drain(boolean on) {
        draining = on;
        classrooms.values().forEach(classroom -> classroom.drain(on));
    }

    public boolean draining() {
        return draining;
    }

    /** How the class is; idle for one that nobody opened yet. */
    public Classroom.Status status(long classId) {
        return Optional.ofNullable(classrooms.get(classId))
                .map(Classroom::status)
                .orElse(Classroom.Status.IDLE);
    }

    /** Ends every class that is held and waits until everybody was told. */
    public void stop() {
        List<CompletableFuture<Void>> stops =
                classrooms.values().stream().map(Classroom::stop).toList();
        try {
            CompletableFuture.allOf(stops.toArray(CompletableFuture[]::new)).get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("Not every class ended in time");
        }
    }
}
