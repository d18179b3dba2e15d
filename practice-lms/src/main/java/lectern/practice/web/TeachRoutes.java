package lectern.practice.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import lectern.practice.campus.Course;
import lectern.practice.services.Notices;

/** Copying a course, and the notices that go with it. */
final class TeachRoutes {

    private final Ground ground;

    TeachRoutes(Ground ground) {
        this.ground = ground;
    }

    void addTo(RoutesConfig routes) {
        Notices notices = ground.notices;
        routes.get("/services/notices", ctx -> ServiceRoutes.serve(ctx, notices::handlers));
        routes.put("/services/notices", ctx -> ServiceRoutes.serve(ctx, notices::handlers));
        routes.post("/hello", this::hello);
        routes.post("/copy/{course}", this::copy);
    }

    private void hello(Context ctx) {
        if (!Own.refused(ctx, ground)) {
            ctx.html(Layout.message("Hello", ground.notices.hello(ground.registrations.active())));
        }
    }

    private void copy(Context ctx) {
        if (Own.refused(ctx, ground)) {
            return;
        }
        Optional<View> view = View.of(ground.campus, View.Words.of(ctx, ctx.pathParam("course")))
                .filter(v -> v.course().context() && GradebookPage.mayWrite(ground.campus, v.person()));
        if (view.isEmpty()) {
            ctx.status(HttpStatus.NOT_FOUND);
            return;
        }
        Course from = view.get().course();
        Course to;
        try {
            to = ground.campus.copy(from.id());
        } catch (IllegalStateException full) {
            ctx.status(HttpStatus.CONFLICT);
            ctx.html(Layout.message("No more copies", "There are too many courses; start the practice LMS again."));
            return;
        }
        ground.gradebook.copy(
                from.id(),
                to.id(),
                link -> to.activities().stream()
                        .filter(a -> a.made().history().get(0).equals(link))
                        .findFirst()
                        .orElseThrow()
                        .resourceLinkId());
        String told = ground.notices.copied(ground.registrations.active(), from, to);
        View copy = new View(view.get().person(), to, null, false, false);
        ctx.html(Layout.page(
                "Copied", view.get().person(), """
                <h1>The course was copied</h1>
                <p class="lead">Its links have new ids and say what they were copied from. There are no students and no
                grades in it yet.</p><p>%s</p>
                <p><a class="button" href="%s">Open the copy</a></p>
                """.formatted(Html.text(told), copy.coursePage(null, false))));
    }
}
