package lectern.lti.roster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lectern.attendance.CourseRoster;
import lectern.lti.http.BackOff;
import lectern.lti.http.Pause;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lti.roster.RosterStore.Place;
import lectern.lti.roster.RosterStore.Stored;
import lectern.lti.token.ServiceClient;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rosters of courses, fetched anew when somebody asks for one that is older than five minutes. The first asker waits
 * a little; later ones get the list that is there while a newer one comes. Thread-safe.
 */
public final class Rosters implements CourseRoster, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
    static final Duration FRESH = Duration.ofMinutes(5);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(3);
    private static final BackOff AFTER_FAILURES = new BackOff(Duration.ofMinutes(1), Duration.ofMinutes(30));
    private static final int QUEUE = 200;
    private static final int MAX_KEPT = 10_000;

    private final RosterStore store;
    private final Registrations registrations;
    private final RosterService service;
    private final Clock clock;
    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> {
                Thread made = new Thread(work, "rosters");
                made.setDaemon(true);
                return made;
            });
    private final Map<Key, Refresh> refreshes = new HashMap<>();

    private record Key(long courseId, String link) {}

    /** How the fetching of one list stands; guarded by the map. */
    private static final class Refresh {
        private int failures;
        private Instant notBefore = Instant.EPOCH;
        private @Nullable CompletableFuture<Boolean> running;
    }

    public Rosters(Database database, Registrations registrations, ServiceClient client, Pause pause, Clock clock) {
        store = new RosterStore(database);
        this.registrations = registrations;
        service = new RosterService(client, pause);
        this.clock = clock;
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public Enrolled of(long classId) {
        Place place = store.place(classId).orElse(null);
        if (place == null || place.memberships() == null) {
            return new Enrolled(null, null, store.launched(classId));
        }
        Optional<Stored> stored = store.stored(place);
        Instant asOf = stored.map(Stored::asOf).orElse(null);
        if (asOf == null || asOf.plus(FRESH).isBefore(clock.instant())) {
            CompletableFuture<Boolean> coming = refresh(place);
            if (asOf == null) {
                await(coming);
                stored = store.stored(place);
            }
        }
        if (stored.isEmpty() || stored.get().asOf() == null) {
            return new Enrolled(null, stored.map(Stored::problem).orElse(null), store.launched(classId));
        }
        List<Student> students = store.students(stored.get().id(), place.courseId());
        return new Enrolled(stored.get().asOf(), stored.get().problem(), students);
    }

    private CompletableFuture<Boolean> refresh(Place place) {
        synchronized (refreshes) {
            if (refreshes.size() >= MAX_KEPT) {
                refreshes.values().removeIf(one -> one.running == null);
            }
            Refresh refresh = refreshes.computeIfAbsent(new Key(place.courseId(), place.link()), key -> new Refresh());
            if (refresh.running != null) {
                return refresh.running;
            }
            CompletableFuture<Boolean> done = new CompletableFuture<>();
            if (clock.instant().isBefore(refresh.notBefore)) {
                done.complete(false);
                return done;
            }
            try {
                pool.execute(() -> run(place, refresh, done));
                refresh.running = done;
            } catch (RejectedExecutionException e) {
                LOG.atWarn()
                        .addKeyValue("course", place.courseId())
                        .log("Too many rosters are being fetched; one waits");
                done.complete(false);
            }
            return done;
        }
    }

    private void run(Place place, Refresh refresh, CompletableFuture<Boolean> done) {
        boolean good = false;
        try {
            good = fetch(place);
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).addKeyValue("course", place.courseId()).log("A roster could not be kept");
        } finally {
            synchronized (refreshes) {
                refresh.running = null;
                refresh.failures = good ? 0 : refresh.failures + 1;
                refresh.notBefore = clock.instant().plus(good ? Duration.ZERO : AFTER_FAILURES.after(refresh.failures));
            }
            done.complete(good);
        }
    }

    private boolean fetch(Place place) {
        Registration registration = registrations.byId(place.registrationId()).orElse(null);
        if (registration == null || place.memberships() == null) {
            store.failed(place, "This course's LMS connection is switched off.");
            return false;
        }
        try {
            ServiceClient.Grant grant =
                    new ServiceClient.Grant(registration, place.deployment(), Set.of(RosterService.SCOPE));
            store.keep(
                    place, service.fetch(grant, new RosterQuery(place.memberships(), place.link())), clock.instant());
            return true;
        } catch (PlatformException e) {
            LOG.atInfo().addKeyValue("course", place.courseId()).log("A roster could not be fetched");
            store.failed(place, String.valueOf(e.getMessage()));
            return false;
        }
    }

    private static void await(CompletableFuture<Boolean> coming) {
        try {
            coming.get(FIRST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the page shows who has opened the class, and the list when it comes
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets no fetch begin any more and breaks off those under way. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.atWarn().log("A roster was still being fetched at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
