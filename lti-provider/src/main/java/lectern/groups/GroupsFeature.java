package lectern.groups;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import lectern.account.Accounts;
import lectern.account.CourseAccess;
import lectern.account.CourseIdentity;
import lectern.account.Identity;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** The groups of a course for its staff: {@code /api/course/groups} on its page, {@code /api/groups} in its classes. */
public final class GroupsFeature implements Feature {
    private static final int MAX_BODY = 2048;

    private final Accounts accounts;
    private final CourseAccess access;
    private final Groups groups;

    public GroupsFeature(Accounts accounts, CourseAccess access, Groups groups) {
        this.accounts = accounts;
        this.access = access;
        this.groups = groups;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/groups", this::inClass);
        routes.get("/api/course/groups", ctx -> answer(ctx, GroupSource.Wish.FRESH_ENOUGH));
        routes.post("/api/course/groups/refresh", ctx -> answer(ctx, GroupSource.Wish.NOW));
        routes.put("/api/course/groups/{group}", this::rename);
        routes.delete("/api/course/groups/sets/{set}", this::delete);
    }

    private void inClass(Context ctx) {
        Identity who = accounts.authenticate(ctx, Identity.Purpose.LOBBY, Identity.Purpose.CLASS);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see its groups.");
        }
        Optional<Long> course = groups.courseOf(who.classId());
        course.ifPresent(id -> groups.refresh(id, GroupSource.Wish.FRESH_ENOUGH));
        Json.answer(
                ctx,
                course.map(id -> GroupViews.clazz(groups, id, who.classId()))
                        .orElse(new GroupViews.ClassView(false, 0, null, List.of())));
    }

    private void answer(Context ctx, GroupSource.Wish wish) {
        long course = staff(ctx).courseId();
        groups.refresh(course, wish);
        Json.answer(ctx, GroupViews.course(groups, course));
    }

    private record Name(@Nullable String name) {}

    private void rename(Context ctx) {
        long course = staff(ctx).courseId();
        groups.rename(
                course,
                key(ctx.pathParam("group")),
                Json.read(ctx, Name.class, MAX_BODY).name());
        ctx.status(204);
    }

    private void delete(Context ctx) {
        long course = staff(ctx).courseId();
        groups.delete(course, key(ctx.pathParam("set")));
        ctx.status(204);
    }

    private CourseIdentity staff(Context ctx) {
        return staff(access, ctx);
    }

    static CourseIdentity staff(CourseAccess access, Context ctx) {
        CourseIdentity who = access.authenticate(ctx, CourseIdentity.Purpose.COURSE);
        if (!who.host()) {
            throw ApiError.notAllowed("Only staff of the course can see its groups.");
        }
        return who;
    }

    static long key(String text) {
        if (!text.matches("[0-9]{1,18}")) {
            throw ApiError.notFound("There is no such group.");
        }
        return Long.parseLong(text);
    }
}
