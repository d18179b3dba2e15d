package lectern.lti.roster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongConsumer;
import lectern.attendance.CourseRoster;
import lectern.lti.http.Pause;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lti.roster.RosterStore.Place;
import lectern.lti.roster.RosterStore.Stored;
import lectern.lti.token.Refreshes;
import lectern.lti.token.ServiceClient;
import lectern.lti.token.ServicePages;
import lectern.store.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rosters of courses, fetched anew when somebody asks for one that is older than five minutes. The first asker waits
 * a little; later ones get the list that is there while a newer one comes. Thread-safe.
 */
public final class Rosters implements CourseRoster, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Rosters.class);
    static final Duration FRESH = Duration.ofMinutes(5);

    private final RosterStore store;
    private final Registrations registrations;
    private final RosterService service;
    private final Clock clock;
    private final Refreshes<Key> refreshes;

    private volatile LongConsumer follower = courseId -> {};

    private record Key(long courseId, String link) {}

    public Rosters(Database database, Registrations registrations, ServiceClient client, Pause pause, Clock clock) {
        store = new RosterStore(database);
        this.registrations = registrations;
        service = new RosterService(new ServicePages(client, pause));
        this.clock = clock;
        refreshes = new Refreshes<>("rosters", clock);
    }

    /** Tells of each course whose roster was fetched, on the thread that did. One at most; set before the first fetch. */
    public void follow(LongConsumer courses) {
        follower = courses;
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
            CompletableFuture<Boolean> coming =
                    refreshes.refresh(new Key(place.courseId(), place.link()), () -> fetch(place));
            if (asOf == null) {
                Refreshes.await(coming);
                stored = store.stored(place);
            }
        }
        if (stored.isEmpty() || stored.get().asOf() == null) {
            return new Enrolled(null, stored.map(Stored::problem).orElse(null), store.launched(classId));
        }
        List<Student> students = store.students(stored.get().id(), place.courseId());
        return new Enrolled(stored.get().asOf(), stored.get().problem(), students);
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
                    place,
                    service.fetch(grant, new RosterQuery(place.memberships(), place.link(), false)),
                    clock.instant());
            follower.accept(place.courseId());
            return true;
        } catch (PlatformException e) {
            LOG.atInfo().addKeyValue("course", place.courseId()).log("A roster could not be fetched");
            store.failed(place, String.valueOf(e.getMessage()));
            return false;
        }
    }

    /** Lets no fetch begin any more and breaks off those under way. */
    @Override
    public void close() {
        refreshes.close();
    }
}
