package lectern.lti.notices;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import lectern.lti.http.BackOff;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformRequest;
import lectern.lti.launch.Arrival;
import lectern.lti.launch.Claims;
import lectern.lti.notices.NoticeStore.Asked;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lti.token.ServiceClient;
import lectern.store.Database;
import lectern.web.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks LMSs for their notices: by the first launch that names the service, and again after a day, for an LMS may forget.
 * One at a time on a thread of its own; what does not fit in the queue waits for the next launch. Thread-safe.
 */
public final class NoticeHandlers implements AutoCloseable {
    static final String SCOPE = "https://purl.imsglobal.org/spec/lti/scope/noticehandlers";

    private static final Logger LOG = LoggerFactory.getLogger(NoticeHandlers.class);
    private static final Duration AGAIN = Duration.ofDays(1);
    private static final BackOff AFTER_FAILURES = new BackOff(Duration.ofMinutes(5), Duration.ofHours(12));
    private static final int QUEUE = 100;
    private static final int MAX_KNOWN = 10_000;

    private final Database database;
    private final Registrations registrations;
    private final ServiceClient client;
    private final String handler;
    private final Clock clock;
    /** Until when there is nothing to ask, by deployment; only to spare launches the store. */
    private final Map<Long, Instant> settled = new ConcurrentHashMap<>();

    private final ThreadPoolExecutor pool =
            new ThreadPoolExecutor(1, 1, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), work -> {
                Thread made = new Thread(work, "notice-handlers");
                made.setDaemon(true);
                return made;
            });

    /** What it asks with. */
    public record Sources(Database database, Registrations registrations, ServiceClient client, Clock clock) {}

    /** @param handler where notices are to be sent: an address of ours */
    public NoticeHandlers(Sources sources, String handler) {
        database = sources.database();
        registrations = sources.registrations();
        client = sources.client();
        clock = sources.clock();
        this.handler = handler;
        pool.allowCoreThreadTimeOut(true);
    }

    private record Place(
            long deploymentId, long registrationId, String deployment, URI service, List<NoticeType> types) {}

    /** A launch has named its LMS's services. Does not wait. */
    public void launched(Arrival arrival) {
        URI service = arrival.launch().services().notices();
        Instant until = settled.get(arrival.deploymentId());
        Registration.Services services = arrival.registration().services();
        if (service == null
                || services == null
                || services.lacks(SCOPE)
                || (until != null && clock.instant().isBefore(until))) {
            return;
        }
        Claims claims = arrival.launch().claims();
        String deployment = claims.id(NoticeClaim.DEPLOYMENT_ID);
        List<NoticeType> types = NoticeClaim.supported(claims);
        if (deployment == null || types.isEmpty()) {
            return;
        }
        Place place = new Place(arrival.deploymentId(), arrival.registration().id(), deployment, service, types);
        try {
            settle(place.deploymentId(), clock.instant().plus(AFTER_FAILURES.first()));
            pool.execute(() -> ask(place));
        } catch (RejectedExecutionException e) {
            settled.remove(place.deploymentId());
        }
    }

    private void settle(long deploymentId, Instant until) {
        if (settled.size() >= MAX_KNOWN) {
            settled.clear(); // only a cache
        }
        settled.put(deploymentId, until);
    }

    private void ask(Place place) {
        try {
            Instant now = clock.instant();
            Asked before = NoticeStore.asked(database, place.deploymentId())
                    .filter(asked -> asked.serviceUrl().equals(place.service().toString()))
                    .orElse(new Asked(place.service().toString(), null, 0, Instant.EPOCH));
            Instant askedAt = before.askedAt();
            Instant due = askedAt == null || before.tries() > 0 ? before.nextTryAt() : askedAt.plus(AGAIN);
            if (now.isBefore(due)) {
                settle(place.deploymentId(), due);
                return;
            }
            tell(place, before, now);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(e)
                    .addKeyValue("deployment", place.deploymentId())
                    .log("Notices could not be asked for");
        }
    }

    private void tell(Place place, Asked before, Instant now) {
        try {
            Registration registration = registrations
                    .byId(place.registrationId())
                    .orElseThrow(() -> new PlatformException("This LMS connection is switched off."));
            for (NoticeType type : place.types()) {
                put(registration, place, type);
            }
            NoticeStore.asked(database, place.deploymentId(), place.service().toString(), now);
            settle(place.deploymentId(), now.plus(AGAIN));
            LOG.atInfo().addKeyValue("deployment", place.deploymentId()).log("An LMS sends its notices");
        } catch (PlatformException e) {
            int tries = before.tries() + 1;
            Instant next = now.plus(AFTER_FAILURES.after(tries));
            NoticeStore.failed(
                    database,
                    place.deploymentId(),
                    new Asked(before.serviceUrl(), before.askedAt(), tries, next),
                    String.valueOf(e.getMessage()));
            settle(place.deploymentId(), next);
            LOG.atInfo()
                    .addKeyValue("deployment", place.deploymentId())
                    .addKeyValue("problem", e.getMessage())
                    .log("An LMS does not take our address for notices");
        }
    }

    private void put(Registration registration, Place place, NoticeType type) throws PlatformException {
        String body = Json.write(
                Map.of("notice_type", type.word(), "handler", handler, "max_batch_size", NoticeFeature.MAX_NOTICES));
        PlatformAnswer answer = client.send(
                new ServiceClient.Grant(registration, place.deployment(), Set.of(SCOPE)),
                PlatformRequest.with("PUT", place.service(), "application/json", body)
                        .header("Accept", "application/json"));
        if (!answer.good()) {
            throw new PlatformException("The LMS does not take an address for " + type.word() + " (" + answer.status()
                    + "): " + answer.shownBody());
        }
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            if (!pool.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.atWarn().log("Notices were still being asked for at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
