package lectern.practice;

import io.javalin.Javalin;
import java.time.Clock;
import java.util.List;
import lectern.practice.bench.Bench;
import lectern.practice.web.Ground;
import lectern.practice.web.Routes;

/** A running practice LMS. */
public final class PracticeLms implements AutoCloseable {

    /** Largest request, in bytes: the longest are authentication requests with a tool's long state. */
    private static final long MAX_REQUEST = 64 * 1024;

    private final Javalin server;
    private final Ground ground;

    private PracticeLms(Javalin server, Ground ground) {
        this.server = server;
        this.ground = ground;
    }

    /**
     * Starts listening.
     *
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    public static PracticeLms start(Settings settings, Clock clock) {
        Ground ground = new Ground(settings.issuer(), settings.tool(), clock);
        Routes routes = new Routes(ground);
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = MAX_REQUEST;
            routes.addTo(config.routes);
        });
        return new PracticeLms(server.start(settings.host(), settings.port()), ground);
    }

    /** Plays the bench's whole deck against the tool. */
    List<Bench.Result> bench() {
        return ground.bench();
    }

    @Override
    public void close() {
        server.stop();
    }
}
