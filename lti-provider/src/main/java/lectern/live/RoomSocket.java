package lectern.live;

import io.javalin.config.RoutesConfig;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.classroom.EventStore;
import lectern.classroom.Session;
import lectern.schedule.ClassTimes;
import lectern.schedule.Schedules;
import lectern.web.ApiError;
import lectern.web.Feature;
import org.jspecify.annotations.Nullable;

/** {@code GET /room/socket}. */
public final class RoomSocket implements Feature, AutoCloseable {
    /** Longest message that Jetty accepts; what the protocol allows is less, and is refused with a sentence. */
    public static final int MAX_MESSAGE = 256 * 1024;

    private static final String PATH = "/room/socket";
    private static final String CONNECTION = "connection";
    private static final long PING_SECONDS = 20;

    private final Accounts accounts;
    private final EventStore store;
    private final LiveRooms rooms;
    private final GroupsOf groups;
    private final Schedules schedules;
    private final Duration patience;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "hello-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** The groups of a class's course that somebody is in; any thread. */
    @FunctionalInterface
    public interface GroupsOf {
        Set<Long> of(long classId, long personId);
    }

    /**
     * What it works with.
     *
     * @param groups asked on Jetty's thread, before somebody comes in
     */
    public record Sources(Accounts accounts, EventStore store, LiveRooms rooms, Schedules schedules, GroupsOf groups) {}

    /**
     * The endpoint of a server.
     *
     * @param patience how long a socket may be open without a hello, 10 s
     */
    public RoomSocket(Sources sources, Duration patience) {
        accounts = sources.accounts();
        store = sources.store();
        rooms = sources.rooms();
        groups = sources.groups();
        schedules = sources.schedules();
        this.patience = patience;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.ws(PATH, this::configure);
    }

    private void configure(WsConfig ws) {
        ws.onConnect(ctx -> {
            Connection connection = new Connection(this::greet, new SocketWire(ctx.session));
            ctx.attribute(CONNECTION, connection);
            ctx.enableAutomaticPings(PING_SECONDS, TimeUnit.SECONDS);
            try {
                var unused = timer.schedule(connection::closeUnlessGreeted, patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                connection.wire().close(Wire.ENDED, "the server is stopping");
            }
        });
        ws.onMessage(ctx -> of(ctx).received(ctx.message()));
        ws.onBinaryMessage(ctx -> of(ctx).binary());
        ws.onClose(ctx -> of(ctx).closed());
    }

    private static Connection of(WsContext ctx) {
        Connection connection = ctx.attribute(CONNECTION);
        if (connection == null) {
            throw new IllegalStateException("a message before the socket was open");
        }
        return connection;
    }

    /** Looks the token up on Jetty's thread, and posts. */
    private Connection.@Nullable Place greet(Incoming.Hello hello, Wire wire, Conduct conduct) {
        Identity who;
        try {
            who = accounts.authenticate(hello.token(), Identity.Purpose.CLASS);
        } catch (ApiError refusal) {
            wire.send(Speech.error(null, refusal.code(), refusal.sentence()));
            wire.close(Wire.REFUSED, refusal.code());
            return null;
        }
        Session.Setup setup = store.setup(who.classId());
        LiveRoom.Arrival arrival =
                LiveRoom.Arrival.of(who, hello, wire, conduct).in(groups.of(who.classId(), who.personId()));
        ClassTimes planned = schedules.next(who.classId()).orElse(null);
        LiveRooms.Entry room = rooms.of(who.classId());
        if (!room.post(live -> live.hello(arrival, setup, planned))) {
            wire.send(Speech.error(null, "busy", "The class is busy. Try again in a moment."));
            wire.close(Wire.REFUSED, "busy");
            return null;
        }
        return new Connection.Place(room, who);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
