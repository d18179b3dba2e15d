package lectern.live;

import io.javalin.config.RoutesConfig;
import java.util.List;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.classroom.EventStore;
import lectern.classroom.LastRooms;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;

/** {@code /api/rooms/last}: the breakout rooms of the class as they were last, for staff who open some again. */
public final class LastRoomsFeature implements Feature {
    private final Accounts accounts;
    private final EventStore events;

    public LastRoomsFeature(Accounts accounts, EventStore events) {
        this.accounts = accounts;
        this.events = events;
    }

    private record View(List<LastRooms.Room> rooms) {}

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/rooms/last", ctx -> {
            Identity who = accounts.authenticate(ctx, Identity.Purpose.CLASS);
            if (!who.host()) {
                throw ApiError.notAllowed("Only staff of the course can open rooms.");
            }
            Json.answer(ctx, new View(events.lastRooms(who.classId())));
        });
    }
}
