package lectern.lti.grades;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lectern.lti.grades.GradeStore.Place;
import lectern.lti.grades.GradeStore.Standing;
import lectern.lti.grades.OutboxStore.Row;
import lectern.lti.grades.OutboxStore.State;
import lectern.lti.http.BackOff;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.registration.Registration;
import lectern.lti.token.ServiceClient;

/**
 * Sends what waits in the outbox of one class. Before a score goes out the LMS's grade is read: one that is not ours is a
 * teacher's own, and stays. Blocks.
 */
final class GradeSender {
    /** Parts of the maximum that differ by less are the same grade: LMSs round. */
    private static final double NEAR = 0.005;
    /** Less than any LMS's clock tells apart, more than none: 1 ms. */
    private static final long STEP_MICROS = 1_000;

    private final ServiceClient client;
    private final GradeStore grades;
    private final OutboxStore outbox;
    private final Clock clock;

    GradeSender(ServiceClient client, GradeStore grades, OutboxStore outbox, Clock clock) {
        this.client = client;
        this.grades = grades;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Sends everything that waits.
     *
     * @throws PlatformException when nothing of this class can be sent, with the LMS's words
     * @throws Later when the LMS is busy
     */
    void send(Place place, Standing standing, Registration registration) throws PlatformException, Later {
        Scopes scopes = Scopes.of(place.scopes(), registration);
        Ags ags = new Ags(client, new ServiceClient.Grant(registration, place.deployment(), scopes.asked()));
        LineItems items = new LineItems(ags, scopes, registration.family());
        URI known = standing.column();
        if (known == null) {
            sendAll(place, new Post(ags, scopes, found(place, standing, items), 0));
            return;
        }
        Column column = new Column(known);
        double before = items.worth(column, standing.rule().points());
        if (sendAll(place, new Post(ags, scopes, column, before))) {
            return;
        }
        // Deleted in the LMS: another is found or made, and has nothing of ours.
        grades.found(place.classId(), null);
        outbox.anew(place.classId());
        sendAll(place, new Post(ags, scopes, found(place, standing, items), 0));
    }

    private Column found(Place place, Standing standing, LineItems items) throws PlatformException, Later {
        Column column = items.column(place, standing.rule().points());
        grades.found(place.classId(), column.uri());
        return column;
    }

    /**
     * Where and how the scores go.
     *
     * @param before the column's points until just now, 0 unless they changed: some LMSs leave the scores in it as they
     *     were, which would look like a teacher's
     */
    private record Post(Ags ags, Scopes scopes, Column column, double before) {}

    /** False when the column is gone. */
    private boolean sendAll(Place place, Post post) throws PlatformException, Later {
        for (Row row : outbox.waiting(place.classId())) {
            if (!sendOne(post, row)) {
                return false;
            }
        }
        return true;
    }

    private boolean sendOne(Post post, Row row) throws PlatformException, Later {
        Optional<Ags.Result> there = Optional.empty();
        if (post.scopes().readsResults()) {
            PlatformAnswer answer = post.ags().results(post.column(), row.sub());
            if (answer.status() == 404) {
                if (gone(post)) {
                    return false;
                }
            } else {
                require("read the gradebook", answer);
                there = Ags.result(answer, row.sub());
            }
        }
        if (there.isPresent() && near(there.get().part(), row.part())) {
            outbox.sent(row); // a crash between the call and its note, or a teacher of the same mind
            return true;
        }
        if (there.isPresent() && !ours(there.get(), row, post.before())) {
            outbox.ended(row, State.KEPT, shown(there.get()));
            return true;
        }
        return write(post, row, there.map(Ags.Result::micros).orElse(0L));
    }

    private static boolean ours(Ags.Result there, Row row, double before) {
        return ours(there.part(), row) || (before > 0 && ours(there.score() / before, row));
    }

    private static boolean ours(double part, Row row) {
        return (row.taken() != null && near(part, row.taken())) || (row.offered() != null && near(part, row.offered()));
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) < NEAR;
    }

    private static String shown(Ags.Result result) {
        return String.format(Locale.ROOT, "%s / %s", number(result.score()), number(result.maximum()));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }

    private boolean write(Post post, Row row, long newest) throws PlatformException, Later {
        long stamp = Math.max(micros(clock.instant()), Math.max(row.stamped(), newest) + STEP_MICROS);
        outbox.offering(row, stamp);
        PlatformAnswer answer = post.ags().score(post.column(), row, stamp);
        if (answer.good()) {
            outbox.sent(row);
        } else if (answer.status() == 404 && gone(post)) {
            return false;
        } else {
            if (answer.status() == 401 || answer.status() == 403 || BackOff.later(answer)) {
                require("take a score", answer);
            }
            outbox.ended(row, State.FAILED, words(answer));
        }
        return true;
    }

    private static String words(PlatformAnswer answer) {
        String body = answer.shownBody();
        if (answer.status() == 409) {
            return "The LMS has a newer score for this student (409).";
        }
        return "The LMS refused the score (" + answer.status() + ")" + (body.isEmpty() ? "." : ": " + body);
    }

    private static boolean gone(Post post) throws PlatformException, Later {
        if (!post.scopes().readsColumns()) {
            return false;
        }
        PlatformAnswer answer = post.ags().column(post.column());
        if (BackOff.later(answer)) {
            throw new Later(answer);
        }
        return answer.status() == 404 || answer.status() == 410;
    }

    private static void require(String what, PlatformAnswer answer) throws PlatformException, Later {
        if (BackOff.later(answer)) {
            throw new Later(answer);
        }
        if (!answer.good()) {
            throw new PlatformException(
                    "The LMS did not let Lectern " + what + " (" + answer.status() + "): " + answer.shownBody());
        }
    }

    private static long micros(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + at.getNano() / 1_000;
    }
}
