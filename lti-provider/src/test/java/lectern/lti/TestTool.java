package lectern.lti;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.TestSite;
import lectern.account.Accounts;
import lectern.account.CourseAccess;
import lectern.account.EnterFeature;
import lectern.account.Tokens;
import lectern.lti.launch.Destination;
import lectern.lti.registration.Registration;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.Feature;
import lectern.web.MessagePage;
import lectern.web.SecurityHeaders;
import lectern.web.WebServer;

/** The running tool with its store, and a browser's part in a launch. */
public final class TestTool implements AutoCloseable {
    public static final String BASE = "http://localhost:8080";
    public static final String TARGET = BASE + "/lti/launch";

    private final Database database;
    private final Lti lti;
    private final Accounts accounts;
    private final WebServer server;
    private final HttpClient browser = HttpClient.newHttpClient();

    /** Makes the places that other parts of the application answer. */
    public interface Places {
        Destination[] on(Database database);
    }

    public TestTool(Path folder, Clock clock, Map<String, String> settings, Feature... more) {
        this(folder, clock, settings, database -> new Destination[0], more);
    }

    public TestTool(Path folder, Clock clock, Map<String, String> settings, Places places, Feature... more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("lectern.http.port", "0");
        all.putIfAbsent("lectern.base-url", BASE);
        Settings read = Settings.load(null, all);
        DataFolder data = DataFolder.open(folder);
        database = Database.open(data);
        accounts = new Accounts(database, clock, new Tokens());
        CourseAccess courses = new CourseAccess(database, clock, new Tokens());
        SecurityHeaders headers = new SecurityHeaders(read.baseUrl());
        lti = new Lti(
                new Lti.Ground(read, data, database, accounts, courses, headers, new MessagePage(), clock),
                places.on(database));
        List<Feature> features = new ArrayList<>(lti.features());
        features.addAll(lti.courses().features());
        features.add(new EnterFeature(accounts));
        features.addAll(List.of(more));
        server = new WebServer(read.http(), headers, 256 * 1024, features);
        server.start();
    }

    /** A tool that knows this platform. */
    public static TestTool connected(Path folder, Clock clock, TestPlatform platform) {
        TestTool tool = new TestTool(folder, clock, Map.of());
        tool.lti
                .registrations()
                .put(platform.registration(TestPlatform.ISS, TestPlatform.CLIENT, null), Registration.Source.MANUAL);
        return tool;
    }

    public Lti lti() {
        return lti;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Database database() {
        return database;
    }

    /** What a browser holds between login and launch. */
    public record Login(String state, String nonce, List<String> cookies, Map<String, String> query, String location) {}

    public static Map<String, String> loginParameters(String iss, String client) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("iss", iss);
        form.put("client_id", client);
        form.put("login_hint", "user 7/ä+%");
        form.put("lti_message_hint", "{\"cmid\":3}");
        form.put("target_link_uri", TARGET);
        return form;
    }

    public Login login(Map<String, String> form) {
        HttpResponse<String> answer = post("/lti/login", form, List.of());
        String location = redirect(answer);
        List<String> cookies = answer.headers().allValues("Set-Cookie").stream()
                .map(line -> line.substring(0, line.indexOf(';')))
                .toList();
        if (location.contains("/lti/login/check?")) {
            String path = location.substring(location.indexOf("/lti/login/"));
            location = redirect(send(request(path).header("Cookie", String.join("; ", cookies))));
        }
        Map<String, String> query = query(URI.create(location).getRawQuery());
        return new Login(
                String.valueOf(query.get("state")), String.valueOf(query.get("nonce")), cookies, query, location);
    }

    private static String redirect(HttpResponse<String> answer) {
        if (answer.statusCode() != 302) {
            throw new IllegalStateException("no redirect: " + answer.statusCode() + " " + answer.body());
        }
        return answer.headers().firstValue("Location").orElseThrow();
    }

    public HttpResponse<String> launch(Login login, String idToken) {
        return launch(login.state(), idToken, login.cookies());
    }

    public HttpResponse<String> launch(String state, String idToken, List<String> cookies) {
        return post("/lti/launch", Map.of("state", state, "id_token", idToken), cookies);
    }

    public HttpResponse<String> post(String path, Map<String, String> form, List<String> cookies) {
        HttpRequest.Builder request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encode(form)));
        if (!cookies.isEmpty()) {
            request.header("Cookie", String.join("; ", cookies));
        }
        return send(request);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(entry -> URLEncoder.encode(entry.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            String[] sides = pair.split("=", 2);
            query.put(
                    java.net.URLDecoder.decode(sides[0], StandardCharsets.UTF_8),
                    java.net.URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /** What a page was given to begin with. */
    public static JsonNode bootstrap(HttpResponse<String> page) {
        String mark = "id=\"bootstrap\">";
        int from = page.body().indexOf(mark);
        if (from < 0) {
            throw new AssertionError("no page: " + page.statusCode() + " " + page.body());
        }
        from += mark.length();
        return TestSite.parse(page.body().substring(from, page.body().indexOf("</script>", from)));
    }

    /** The code that a refusal page shows. */
    public static String code(HttpResponse<String> answer) {
        String mark = "<code>";
        int from = answer.body().indexOf(mark);
        return from < 0
                ? "no code: " + answer.statusCode() + " " + answer.body()
                : answer.body().substring(from + mark.length(), answer.body().indexOf("</code>", from));
    }

    @Override
    public void close() {
        server.close();
        lti.courses().close();
        database.close();
    }
}
