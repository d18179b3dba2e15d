package lectern.lti.launch;

import io.javalin.http.Context;
import java.time.Clock;
import lectern.account.Accounts;
import lectern.settings.Settings;
import lectern.store.Database;

/** A link in a course: the lobby of its class. */
public final class LobbyDestination implements Destination {
    private final Accounts accounts;
    private final Enrolment enrolment;
    private final LobbyPage page = new LobbyPage();

    public LobbyDestination(Accounts accounts, Database database, Clock clock, Settings.Classes defaults) {
        this.accounts = accounts;
        enrolment = new Enrolment(database, clock, defaults);
    }

    @Override
    public Place place() {
        return Place.LOBBY;
    }

    @Override
    public void answer(Context ctx, Arrival arrival) {
        Enrolment.Enrolled enrolled = enrolment.enrol(arrival);
        String token = accounts.lobbyToken(enrolled.classId(), arrival.person().id());
        ctx.html(page.render(arrival, enrolled, token));
    }
}
