package lectern.lti.grades;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.lti.grades.GradeStore.Place;
import lectern.lti.grades.GradeStore.Standing;
import lectern.lti.registration.Registration;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/lobby/grades}, for staff of the class. */
public final class GradesFeature implements Feature {
    private static final int MAX_BODY = 1024;

    private final Accounts accounts;
    private final Grades grades;

    public GradesFeature(Accounts accounts, Grades grades) {
        this.accounts = accounts;
        this.grades = grades;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/lobby/grades", ctx -> Json.answer(ctx, view(classOf(ctx))));
        routes.put("/api/lobby/grades", this::set);
        routes.post("/api/lobby/grades/retry", this::retry);
    }

    private record RuleView(boolean send, String measure, int enough, double points, boolean partial) {
        static RuleView of(GradeRule rule) {
            return new RuleView(rule.send(), rule.measure().word(), rule.enough(), rule.points(), rule.partial());
        }
    }

    /**
     * The answer.
     *
     * @param unavailable why no grade can be sent; absent when it can
     * @param problem why nothing of this class was sent the last time
     */
    private record View(
            @Nullable String unavailable,
            RuleView rule,
            @Nullable String problem,
            @Nullable Instant nextTryAt,
            List<OutboxStore.Shown> people) {}

    private long classOf(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see grades.");
        }
        return who.classId();
    }

    private View view(long classId) {
        Standing standing = grades.store().standing(classId).orElse(null);
        if (standing == null) {
            return new View(unavailable(classId), RuleView.of(GradeRule.FIRST), null, null, List.of());
        }
        boolean stuck = standing.rule().send() && standing.problem() != null;
        return new View(
                unavailable(classId),
                RuleView.of(standing.rule()),
                stuck ? standing.problem() : null,
                stuck ? standing.nextTryAt() : null,
                grades.outbox().shown(classId));
    }

    private @Nullable String unavailable(long classId) {
        Place place = grades.store().place(classId);
        if (!place.graded()) {
            return "The LMS has not told Lectern of a gradebook for this course. Its admin can allow \"Assignment and "
                    + "Grade Services\" for this tool; then open the class from the course again.";
        }
        Registration registration =
                grades.registrations().byId(place.registrationId()).orElse(null);
        if (registration == null) {
            return "This course's LMS connection is switched off.";
        }
        return Scopes.writable(place.scopes(), registration) ? null : Scopes.NO_GRADES;
    }

    private record Wish(
            @Nullable Boolean send,
            @Nullable String measure,
            @Nullable Integer enough,
            @Nullable Double points,
            @Nullable Boolean partial) {}

    private void set(Context ctx) {
        long classId = classOf(ctx);
        grades.store().set(classId, rule(Json.read(ctx, Wish.class, MAX_BODY)));
        grades.wake();
        Json.answer(ctx, view(classId));
    }

    private static GradeRule rule(Wish wish) {
        if (wish.send() == null
                || wish.measure() == null
                || wish.enough() == null
                || wish.points() == null
                || wish.partial() == null) {
            throw ApiError.badRequest("A rule has send, measure, enough, points and partial.");
        }
        String measure = wish.measure().toLowerCase(Locale.ROOT);
        if (!measure.equals("minutes") && !measure.equals("percent")) {
            throw ApiError.badRequest("\"measure\" must be \"minutes\" or \"percent\".");
        }
        try {
            return new GradeRule(
                    wish.send(), GradeRule.Measure.of(measure), wish.enough(), wish.points(), wish.partial());
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest(String.valueOf(e.getMessage()));
        }
    }

    private void retry(Context ctx) {
        long classId = classOf(ctx);
        grades.retry(classId);
        ctx.status(202);
        Json.answer(ctx, view(classId));
    }
}
