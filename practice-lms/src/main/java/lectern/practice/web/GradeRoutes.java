package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import lectern.practice.grades.LineItem;
import lectern.practice.platform.Tool;

/** The gradebook. */
final class GradeRoutes {

    private final Ground ground;

    GradeRoutes(Ground ground) {
        this.ground = ground;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/grades/{course}", this::show);
        routes.post("/grades/{course}", this::write);
    }

    private void show(Context ctx) {
        Optional<View> view = view(ctx);
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        boolean reviews = ground.takes(Tool.SUBMISSION_REVIEW);
        Course course = view.get().course();
        boolean filled = GradebookPage.filled(ground, course);
        if (filled && course.id().equals(PathPage.COURSE)) {
            ground.seen.points();
        }
        ctx.html(new GradebookPage(ground.campus, ground.gradebook, reviews).html(view.get(), filled));
    }

    private void write(Context ctx) {
        if (Own.refused(ctx, ground)) {
            return;
        }
        Optional<View> view = view(ctx).filter(v -> GradebookPage.mayWrite(ground.campus, v.person()));
        Optional<Person> student = ground.campus.person(ctx.formParam("student"));
        Optional<LineItem> column = ground.gradebook.column(
                ctx.pathParam("course"),
                Optional.ofNullable(ctx.formParam("column")).orElse(""));
        if (view.isEmpty() || student.isEmpty() || column.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        String points =
                Optional.ofNullable(ctx.formParam("points")).orElse("").strip().replace(',', '.');
        if (!points.matches("[0-9]{0,6}(\\.[0-9]{1,4})?")) {
            ctx.status(HttpStatus.BAD_REQUEST);
            ctx.html(Layout.message("No such points", "Points are a number such as 7.5; empty takes them away."));
            return;
        }
        ground.gradebook.teacher(column.get(), student.get().sub(), points.isEmpty() ? null : Double.valueOf(points));
        ctx.redirect("/grades/" + Html.query(ctx.pathParam("course")) + "?user="
                + Html.query(view.get().person().id()));
    }

    private Optional<View> view(Context ctx) {
        return View.of(ground.campus, View.Words.of(ctx, ctx.pathParam("course")))
                .filter(v -> v.course().context());
    }
}
