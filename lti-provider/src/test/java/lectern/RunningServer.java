package lectern;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import lectern.account.Accounts;
import lectern.account.AdminAccess;
import lectern.account.CourseAccess;
import lectern.account.Identity;
import lectern.account.Tokens;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/**
 * The whole server as it is started for real, without a recorder, and its database by a connection of the test's own.
 */
public final class RunningServer implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();

    private final Server server;
    private final Database database;
    private final Accounts accounts;
    private final CourseAccess courses;
    private final AdminAccess admins;
    private final HttpClient browser = HttpClient.newHttpClient();

    public RunningServer(Path folder, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("lectern.data", folder.toString());
        all.put("lectern.http.port", "0");
        all.put("lectern.base-url", "http://localhost:8080");
        all.put("lectern.media.port", "0");
        all.put("lectern.media.loops", "1");
        all.put("lectern.recorder.mode", "external");
        server = Server.start(Settings.load(null, all), null);
        database = Database.open(DataFolder.open(folder));
        accounts = new Accounts(database, CLOCK, new Tokens());
        courses = new CourseAccess(database, CLOCK, new Tokens());
        admins = new AdminAccess(database, CLOCK, new Tokens());
    }

    public Database database() {
        return database;
    }

    public Accounts accounts() {
        return accounts;
    }

    public CourseAccess courses() {
        return courses;
    }

    public AdminAccess admins() {
        return admins;
    }

    /** What it answers, such as {@code GET /health}. */
    public List<String> routes() {
        return server.web().routes();
    }

    public int port() {
        return server.web().port();
    }

    /** What a first start would print. */
    public String firstLink(boolean terminal) {
        return server.firstLink(terminal).orElse("");
    }

    /** A console session of whoever runs the server. */
    public String serverAdmin() {
        return admins.enter(admins.link(Duration.ofMinutes(1))).token();
    }

    /** A console session of an administrator of a deployment. */
    public String deploymentAdmin(long deployment, long person) {
        return admins.enter(admins.tickets().issue(deployment, person)).token();
    }

    /** A token of the class page, with which a host may start the class. */
    public String seat(long classId, long personId) {
        Identity who = accounts.authenticate(accounts.lobbyToken(classId, personId), Identity.Purpose.LOBBY);
        return accounts.redeem(accounts.classTicket(who, true)).token();
    }

    /** A token of the replay page. */
    public String replay(long classId, long personId, String recording) {
        Identity who = accounts.authenticate(accounts.lobbyToken(classId, personId), Identity.Purpose.LOBBY);
        return accounts.redeem(accounts.replayTicket(who, recording)).token();
    }

    public HttpResponse<String> send(@Nullable String token, String method, String path, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    public HttpResponse<String> get(@Nullable String token, String path) {
        return send(token, "GET", path, null);
    }

    @Override
    public void close() {
        database.close();
        server.close();
    }
}
