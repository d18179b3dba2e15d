package lectern.lti.launch;

import io.javalin.http.Context;
import java.util.Map;
import lectern.store.Database;

/** Somebody asks what is kept of them: said plainly, and nothing about anybody else. */
public final class PrivacyDestination implements Destination {
    private final CoursePage page;
    private final Database database;

    public PrivacyDestination(CoursePage page, Database database) {
        this.page = page;
        this.database = database;
    }

    @Override
    public Place place() {
        return Place.DATA_PRIVACY;
    }

    @Override
    public void answer(Context ctx, Arrival arrival) {
        PrivacyStore.Kept kept = database.read(
                handle -> PrivacyStore.kept(handle, arrival.person().id()));
        ctx.html(page.render(arrival, "privacy", Map.of("kept", kept)));
    }
}
