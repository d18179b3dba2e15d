package lectern.web;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.javalin.websocket.WsHandlerType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Javalin on Jetty with the routes of the features. */
public final class WebServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);
    private static final int MAX_BODY = 512 * 1024;
    private static final Duration SOCKET_IDLE = Duration.ofSeconds(60);

    private final Settings.Http address;
    private final @Nullable TlsFiles tls;
    private final SecurityHeaders headers;
    private final MessagePage page = new MessagePage();
    private final Javalin javalin;

    /**
     * @param maxSocketMessage longest text message of a WebSocket in bytes, both ways (an SDP offer for 25 tiles has
     *     130 kB; Jetty's own limit is 64 KiB)
     */
    public WebServer(Settings.Http address, SecurityHeaders headers, int maxSocketMessage, List<Feature> features) {
        this(
                address,
                address.tls() == null ? null : new TlsFiles(address.tls()),
                headers,
                new Content(maxSocketMessage, features));
    }

    /** What it answers. */
    record Content(int maxSocketMessage, List<Feature> features) {}

    WebServer(Settings.Http address, @Nullable TlsFiles tls, SecurityHeaders headers, Content content) {
        this.address = address;
        this.tls = tls;
        this.headers = headers;
        javalin = Javalin.create(config -> {
            configure(config, content.maxSocketMessage());
            config.routes.before(headers::add);
            errors(config.routes);
            content.features().forEach(feature -> feature.add(config.routes));
        });
    }

    private void configure(JavalinConfig config, int maxSocketMessage) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.host = address.host();
        config.jetty.port = address.port();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        if (tls != null) {
            config.jetty.addConnector((server, http) -> connector(tls, server, http));
        }
        config.jetty.modifyWebSocketServletFactory(factory -> {
            factory.setMaxTextMessageSize(maxSocketMessage);
            factory.setMaxBinaryMessageSize(maxSocketMessage);
            factory.setIdleTimeout(SOCKET_IDLE);
        });
        config.http.maxRequestSize = MAX_BODY;
        config.http.generateEtags = false;
    }

    private ServerConnector connector(TlsFiles files, Server server, HttpConfiguration http) {
        HttpConfiguration secure = new HttpConfiguration(http);
        // The name is not checked: health checks come by address, and every address that matters is the base URL's.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        ServerConnector connector = new ServerConnector(
                server,
                new SslConnectionFactory(files.factory(), HttpVersion.HTTP_1_1.asString()),
                new HttpConnectionFactory(secure));
        connector.setHost(address.host());
        connector.setPort(address.port());
        return connector;
    }

    private void errors(RoutesConfig routes) {
        routes.exception(ApiError.class, (error, ctx) -> answer(ctx, error));
        routes.exception(HttpResponseException.class, (error, ctx) -> answer(ctx, asApiError(error.getStatus())));
        routes.exception(Exception.class, (error, ctx) -> {
            LOG.atError()
                    .addKeyValue("path", ctx.endpoint().path)
                    .setCause(error)
                    .log("A request failed");
            answer(ctx, new ApiError(500, "internal", "Something went wrong here. Try again in a moment."));
        });
    }

    private static ApiError asApiError(int status) {
        return switch (status) {
            case 404, 405 -> ApiError.notFound("There is nothing at this address.");
            case 413 -> ApiError.tooLarge();
            case 503 -> ApiError.busy();
            default -> new ApiError(status, "bad_request", "The request is not understood.");
        };
    }

    private void answer(Context ctx, ApiError error) {
        ctx.status(error.status());
        String accept = ctx.header("Accept");
        if (ctx.path().startsWith("/api/") || accept == null || !accept.contains("text/html")) {
            Json.answer(ctx, error.body());
            return;
        }
        headers.framedBy(ctx, Set.of("*")); // it holds nothing, and whoever meets it in a frame must be able to read it
        ctx.html(page.render(new MessagePage.Message(
                "This did not work", error.sentence(), error.code(), "Status " + error.status(), List.of())));
    }

    /**
     * Starts to listen.
     *
     * @throws SettingsException when the port is taken
     */
    public void start() {
        try {
            javalin.start();
            if (tls != null) {
                tls.watch();
            }
        } catch (JavalinBindException e) {
            throw new SettingsException("Port " + address.port() + " on " + address.host()
                    + " cannot be used, most likely because another program has it: stop that program, or set "
                    + "lectern.http.port (or --port) to another one.");
        }
    }

    /** The port it listens on, also when the settings said 0. */
    public int port() {
        return javalin.port();
    }

    /** What it answers, such as {@code GET /health}; of a WebSocket {@code WS} and its path. */
    public List<String> routes() {
        Stream<String> requests = javalin.unsafe.internalRouter.allHttpHandlers().stream()
                .map(handler -> handler.endpoint)
                .filter(endpoint -> endpoint.method.isHttpMethod())
                .map(endpoint -> endpoint.method.name() + ' ' + endpoint.path);
        Stream<String> sockets = javalin.unsafe.internalRouter.allWsHandlers().stream()
                .filter(handler -> handler.getType() == WsHandlerType.WEBSOCKET)
                .map(handler -> "WS " + handler.getPath());
        return Stream.concat(requests, sockets).sorted().toList();
    }

    /** Closes the sockets and lets the requests under way finish for a moment. */
    @Override
    public void close() {
        javalin.stop();
        if (tls != null) {
            tls.close();
        }
    }
}
