package lectern.practice;

import io.javalin.Javalin;
import java.time.Clock;
import lectern.practice.web.Ground;
import lectern.practice.web.Routes;

/** A running practice LMS. */
final class PracticeLms implements AutoCloseable {

    /** Largest request, in bytes: the longest are authentication requests with a tool's long state. */
    private static final long MAX_REQUEST = 64 * 1024;

    private final Javalin server;

    private PracticeLms(Javalin server) {
        this.server = server;
    }

    /**
     * Starts listening.
     *
     * @throws io.javalin.util.JavalinBindException when the port is taken
     */
    static PracticeLms start(Settings settings, Clock clock) {
        Routes routes = new Routes(new Ground(settings.issuer(), settings.tool(), clock));
        Javalin server = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.http.maxRequestSize = MAX_REQUEST;
            routes.addTo(config.routes);
        });
        return new PracticeLms(server.start(settings.host(), settings.port()));
    }

    @Override
    public void close() {
        server.stop();
    }
}
