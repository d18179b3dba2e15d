package lectern.practice.web;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/** Guards the forms of this LMS's own pages against pages of others. */
final class Own {

    private Own() {}

    /** Whether the form came from a page of another origin; it is answered then. */
    static boolean refused(Context ctx, Ground ground) {
        String origin = ctx.header("Origin");
        if (origin == null || origin.equals(ground.issuer())) {
            return false;
        }
        ctx.status(HttpStatus.FORBIDDEN);
        ctx.html(Layout.message("Not from here", "This form belongs to the pages of the practice LMS."));
        return true;
    }
}
