package lectern.lti.roster;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.attendance.CourseRoster;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/roster}: the students of the course, for staff of the class, in the lobby and in class. */
public final class RosterFeature implements Feature {
    private final Accounts accounts;
    private final CourseRoster roster;

    public RosterFeature(Accounts accounts, CourseRoster roster) {
        this.accounts = accounts;
        this.roster = roster;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/roster", this::roster);
    }

    private record View(@Nullable Instant asOf, @Nullable String problem, List<PersonView> people) {}

    private record PersonView(String person, String name) {}

    private void roster(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY, Purpose.CLASS);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see who is enrolled.");
        }
        CourseRoster.Enrolled enrolled = roster.of(who.classId());
        List<PersonView> people = enrolled.students().stream()
                .map(student -> new PersonView(student.person(), student.name()))
                .toList();
        Json.answer(ctx, new View(enrolled.asOf(), enrolled.problem(), people));
    }
}
