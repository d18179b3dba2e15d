package lectern.operations;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lectern.bridge.ConferenceStats;
import lectern.bridge.LoopStats;
import lectern.classroom.Classroom;
import lectern.classroom.Classrooms;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/** The classes that are held now, with what their media does. */
public final class OpenClasses {
    private static final long PATIENCE_MILLIS = 2_000;

    private final Classrooms classrooms;
    private final MediaStats engine;
    private final Supplier<CompletableFuture<List<LoopStats>>> loops;

    /** @param loops how the media loops do */
    public OpenClasses(Classrooms classrooms, MediaStats engine, Supplier<CompletableFuture<List<LoopStats>>> loops) {
        this.classrooms = classrooms;
        this.engine = engine;
        this.loops = loops;
    }

    /** The engine that carries the classes' media. */
    public interface MediaStats {
        /** What a session's media does now; empty when no such session is held. */
        Optional<CompletableFuture<ConferenceStats>> stats(String session);
    }

    /** One held class; people are counted, not named. */
    record Held(
            long classId,
            @Nullable String session,
            @Nullable Instant startedAt,
            int here) {}

    /** One class whole. People are their public ids, addresses and names are nowhere. */
    record Detail(
            Held held, ConferenceStats media, @Nullable LoopStats loop) {}

    List<Held> list() {
        return classrooms.held().entrySet().stream().map(OpenClasses::held).toList();
    }

    private static Held held(Map.Entry<Long, Classroom.Status> entry) {
        Classroom.Status status = entry.getValue();
        return new Held(entry.getKey(), status.session(), status.startedAt(), status.here());
    }

    /** One class, by its session. */
    Detail detail(String session) {
        Held held = list().stream()
                .filter(each -> session.equals(each.session()))
                .findFirst()
                .orElseThrow(() -> ApiError.notFound("No such class is being held."));
        ConferenceStats media = media(session).orElseThrow(() -> ApiError.notFound("The class has ended meanwhile."));
        LoopStats loop = loops().stream()
                .filter(each -> each.conferences().contains(session))
                .findFirst()
                .orElse(null);
        return new Detail(held, media, loop);
    }

    /** Empty when it ended meanwhile; waits for the media loop, at most two seconds. */
    Optional<ConferenceStats> media(String session) {
        return engine.stats(session).flatMap(OpenClasses::await);
    }

    /** Of all loops; empty when the bridge is closing. */
    List<LoopStats> loops() {
        return await(loops.get()).orElse(List.of());
    }

    private static <T> Optional<T> await(Future<T> asked) {
        try {
            return Optional.of(asked.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            return Optional.empty();
        } catch (TimeoutException e) {
            throw ApiError.busy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiError.busy();
        }
    }

    void drain(boolean on) {
        classrooms.drain(on);
    }

    boolean draining() {
        return classrooms.draining();
    }
}
