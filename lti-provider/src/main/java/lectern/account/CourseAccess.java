package lectern.account;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import lectern.account.CourseIdentity.Purpose;
import lectern.store.Database;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Who is asking on a page about a whole course. The role is the course's of now, so a later launch with other roles
 * changes what an old token may do. Entering one of its classes makes the person a member of it, in the same role: all
 * staff of a course are equal hosts of all its classes. Thread-safe.
 */
public final class CourseAccess {
    static final Duration LIFE = Duration.ofHours(12);
    private static final int MAX_TOKEN = 128;

    private final Database database;
    private final Clock clock;
    private final Tokens tokens;

    public CourseAccess(Database database, Clock clock, Tokens tokens) {
        this.database = database;
        this.clock = clock;
        this.tokens = tokens;
    }

    /** A token for all classes of a course, of which the person is a member; 12 hours. */
    public String courseToken(long courseId, long personId) {
        return issue(new Grant(Purpose.COURSE, courseId, personId, null, null));
    }

    /** A token for one student's attendance; 12 hours. The caller has checked that the person may see it. */
    public String reviewToken(long courseId, long personId, @Nullable Long studentId, @Nullable Long classId) {
        return issue(new Grant(Purpose.REVIEW, courseId, personId, studentId, classId));
    }

    /** A row of the course_access table about to be written. */
    record Grant(
            Purpose purpose,
            long courseId,
            long personId,
            @Nullable Long studentId,
            @Nullable Long classId) {}

    private String issue(Grant grant) {
        String token = tokens.fresh();
        long expires = clock.instant().plus(LIFE).toEpochMilli();
        database.change(handle -> CourseAccessStore.insert(handle, Tokens.hash(token), grant, expires));
        return token;
    }

    /**
     * The person behind the request's bearer token.
     *
     * @throws ApiError {@code signed_out} when it is absent, unknown or expired, {@code not_allowed} when it is for
     *     something else
     */
    public CourseIdentity authenticate(Context ctx, Purpose purpose) {
        CourseIdentity who =
                Bearer.of(ctx.header("Authorization")).flatMap(this::find).orElseThrow(ApiError::signedOut);
        if (who.purpose() != purpose) {
            throw ApiError.notAllowed("This page may not do that.");
        }
        return who;
    }

    private Optional<CourseIdentity> find(String token) {
        if (token.length() > MAX_TOKEN) {
            return Optional.empty();
        }
        long now = clock.millis();
        return database.read(handle -> CourseAccessStore.find(handle, Tokens.hash(token), now));
    }

    /**
     * Makes the person a member of a class of their course, as a launch of it would.
     *
     * @throws ApiError {@code not_found} for a class that is not of this course
     */
    public Identity enter(CourseIdentity who, long classId) {
        long now = clock.millis();
        database.change(handle -> {
            if (!CourseAccessStore.inCourse(handle, who.courseId(), classId)) {
                throw ApiError.notFound("There is no such class in this course.");
            }
            CourseAccessStore.member(handle, who, classId, now);
        });
        return new Identity(
                who.personId(),
                who.publicId(),
                who.name(),
                who.role(),
                who.counted(),
                classId,
                who.deploymentId(),
                Identity.Purpose.LOBBY,
                null,
                false);
    }

    /** Forgets what expired. */
    public void purge() {
        long now = clock.millis();
        database.change(handle -> CourseAccessStore.purge(handle, now));
    }
}
