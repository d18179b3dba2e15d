package lectern.lti.grades;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import lectern.attendance.CourseRoster;
import lectern.attendance.HeldClasses;
import lectern.lti.grades.GradeStore.Place;
import lectern.lti.grades.GradeStore.Standing;
import lectern.lti.http.BackOff;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lti.token.ServiceClient;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the scores of classes that have ended, or whose rule or attendance changed, and sends them; what fails is tried
 * again after half a minute, then twice that, up to six hours, for as long as it takes. Thread-safe.
 */
public final class Grades implements AutoCloseable {
    /** By this and the room's key a column of ours is found again. */
    public static final String COLUMN_TAG = LineItems.TAG;
    /** Custom parameter of a link whose teacher chose to grade attendance: its maximum points. */
    public static final String POINTS = "attendance_points";

    private static final Logger LOG = LoggerFactory.getLogger(Grades.class);
    private static final Duration LOOK = Duration.ofSeconds(10);
    private static final BackOff AFTER_FAILURES = new BackOff(Duration.ofSeconds(30), Duration.ofHours(6));
    private static final int QUEUE = 200;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}(\\.[0-9]{1,2})?");

    private final GradeStore store;
    private final OutboxStore outbox;
    private final Registrations registrations;
    private final CourseRoster roster;
    private final HeldClasses held;
    private final GradeSender sender;
    private final Clock clock;
    private final Set<Long> atWork = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(Grades::thread);
    private final ThreadPoolExecutor sending =
            new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS, new ArrayBlockingQueue<>(QUEUE), Grades::thread);

    /** What grades are made of and where they go. */
    public record Sources(
            Database database,
            Registrations registrations,
            ServiceClient client,
            CourseRoster roster,
            HeldClasses held,
            Clock clock) {}

    /** A class of a copied course begins with the first one's rule, and no grades; part of the caller's transaction. */
    public static void copyRule(Handle handle, long from, long to) {
        GradeStore.copyRule(handle, from, to);
    }

    /**
     * A link says that its class's attendance is graded: unless the class has a rule, which is its teacher's own by then,
     * it begins with the usual one for these points. Part of the caller's transaction.
     *
     * @param points what {@link #POINTS} says; anything else than a number above 0 and at most 10,000 begins nothing
     */
    public static void beginRule(Handle handle, long classId, String points) {
        if (!NUMBER.matcher(points).matches()) {
            return;
        }
        double most = Double.parseDouble(points);
        if (most > 0 && most <= GradeRule.MAX_POINTS) {
            GradeStore.beginRule(handle, classId, GradeRule.FIRST.sent(most));
        }
    }

    public Grades(Sources sources) {
        store = new GradeStore(sources.database());
        outbox = new OutboxStore(sources.database());
        registrations = sources.registrations();
        roster = sources.roster();
        held = sources.held();
        clock = sources.clock();
        sender = new GradeSender(sources.client(), store, outbox, clock);
        sending.allowCoreThreadTimeOut(true);
        // Each look catches its own failures: nobody needs the future.
        var unused =
                looking.scheduleWithFixedDelay(this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Thread thread(Runnable work) {
        Thread made = new Thread(work, "grades");
        made.setDaemon(true);
        return made;
    }

    GradeStore store() {
        return store;
    }

    OutboxStore outbox() {
        return outbox;
    }

    Registrations registrations() {
        return registrations;
    }

    /** The attendance of a class counts differently now. */
    public void changed(long classId) {
        store.again(classId);
        wake();
    }

    /** The roster of a course came: those who never opened the class have their scores too. Any thread. */
    public void rosterCame(long courseId) {
        store.againInCourse(courseId);
        wake();
    }

    /** What failed, or was left to the teacher's own grade, is tried at once. */
    void retry(long classId) {
        outbox.retry(classId);
        changed(classId);
    }

    /** Looks at once instead of within the next seconds. */
    void wake() {
        try {
            looking.execute(this::look);
        } catch (RejectedExecutionException e) {
            LOG.atInfo().log("Grades wait for the next start");
        }
    }

    private void look() {
        try {
            for (long classId : store.due(clock.instant(), QUEUE)) {
                begin(classId);
            }
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("Looking for grades failed and is tried again");
        }
    }

    private void begin(long classId) {
        if (!atWork.add(classId)) {
            return;
        }
        try {
            sending.execute(() -> {
                try {
                    work(classId);
                } catch (RuntimeException e) {
                    LOG.atError().setCause(e).addKeyValue("class", classId).log("Grades could not be made");
                    failed(classId, "Grades could not be made; the server's log says why.", AFTER_FAILURES.limit());
                } finally {
                    atWork.remove(classId);
                }
            });
        } catch (RejectedExecutionException e) {
            atWork.remove(classId); // it stays due, and is looked for again
        }
    }

    private void work(long classId) {
        Standing standing = store.standing(classId).orElse(null);
        if (standing == null || !standing.rule().send()) {
            return;
        }
        if (standing.due()) {
            outbox.want(
                    classId,
                    ScoreSheet.of(
                            standing.rule(),
                            held.of(classId),
                            roster.of(classId).students()),
                    standing.rule().points());
        }
        if (outbox.waiting(classId).isEmpty()) {
            store.settled(classId);
            return;
        }
        Place place = store.place(classId);
        Registration registration = registrations.byId(place.registrationId()).orElse(null);
        if (registration == null) {
            failed(classId, "This course's LMS connection is switched off.", AFTER_FAILURES.limit());
            return;
        }
        try {
            sender.send(place, standing, registration);
            store.settled(classId);
        } catch (PlatformException e) {
            failed(classId, String.valueOf(e.getMessage()), AFTER_FAILURES.after(standing.tries() + 1));
        } catch (Later e) {
            failed(classId, String.valueOf(e.getMessage()), AFTER_FAILURES.after(standing.tries() + 1, e.answer()));
        }
    }

    private void failed(long classId, String problem, Duration wait) {
        LOG.atInfo().addKeyValue("class", classId).log("Grades could not be sent and wait");
        store.failed(classId, problem, clock.instant().plus(wait));
    }

    /** Lets no sending begin any more and breaks off those under way; what was not sent waits in the store. */
    @Override
    public void close() {
        looking.shutdownNow();
        sending.shutdownNow();
        try {
            if (!sending.awaitTermination(10, TimeUnit.SECONDS) || !looking.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.atWarn().log("Grades were still being sent at the end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
