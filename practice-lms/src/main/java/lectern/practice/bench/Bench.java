package lectern.practice.bench;

import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.practice.platform.Launch;
import lectern.practice.platform.LaunchMessage;
import lectern.practice.platform.LoginInitiation;
import lectern.practice.platform.OpenLaunches;
import lectern.practice.platform.PlatformKey;
import lectern.practice.wire.ToolHttp;

/** Plays the deck against the running tool, as a browser would bring each launch. Any thread. */
public final class Bench {

    private final OpenLaunches launches;
    private final LaunchMessage messages;
    private final PlatformKey key;
    private final ToolHttp http;
    private final Clock clock;

    /** What it needs of this LMS. */
    public record Parts(OpenLaunches launches, LaunchMessage messages, PlatformKey key, ToolHttp http) {}

    public Bench(Parts parts, Clock clock) {
        this.launches = parts.launches();
        this.messages = parts.messages();
        this.key = parts.key();
        this.http = parts.http();
        this.clock = clock;
    }

    /**
     * What the tool did.
     *
     * @param got the code on its page, {@link Deck#IN}, or what went wrong
     */
    public record Result(Deck.Case played, String got) {
        public boolean passed() {
            return List.of(played.expected().split(" / ", -1)).contains(got);
        }
    }

    /** Plays one case with a fresh login. */
    public Result play(Deck.Case one, Launch launch) {
        try {
            return new Result(one, send(one, launch));
        } catch (IOException e) {
            return new Result(one, "not reached: " + e.getMessage());
        }
    }

    private String send(Deck.Case one, Launch launch) throws IOException {
        Map<String, String> login = LoginInitiation.parameters(launch, launches.add(launch));
        ToolHttp.Reply begun = http.postForm(launch.registration().initiateLoginUri(), login, List.of());
        if (begun.status() / 100 != 3) {
            return "the login was answered with " + begun.status() + " " + code(begun.body());
        }
        Map<String, String> asked = query(begun.location());
        Attempt attempt = new Attempt(
                messages.claims(launch, asked.getOrDefault("nonce", ""), clock.instant())
                        .toJSONObject(),
                key.pair(),
                asked.getOrDefault("state", ""),
                begun.cookies());
        one.change().accept(attempt);
        Map<String, String> form = new LinkedHashMap<>();
        form.put("id_token", attempt.token.isEmpty() ? attempt.signed() : attempt.token);
        form.put("state", attempt.state);
        ToolHttp.Reply reply = http.postForm(launch.registration().redirectUri(), form, attempt.cookies);
        for (int again = 1; again < attempt.times; again++) {
            reply = http.postForm(launch.registration().redirectUri(), form, attempt.cookies);
        }
        return reply.status() / 100 <= 3 ? Deck.IN : code(reply.body());
    }

    /** The code that a refusal's page shows. */
    private static String code(String page) {
        int from = page.indexOf("<code>");
        int to = page.indexOf("</code>", from + 1);
        return from < 0 || to < 0 ? "refused without a code" : page.substring(from + "<code>".length(), to);
    }

    private static Map<String, String> query(String location) {
        String query = URI.create(location).getRawQuery();
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return parameters;
    }

    /** Plays the whole deck in order. */
    public List<Result> all(Launch launch) {
        List<Result> results = new ArrayList<>();
        for (Deck.Case one : Deck.all()) {
            results.add(play(one, launch));
        }
        return results;
    }

    /** The results as a table in Markdown. */
    public static String table(List<Result> results) {
        long passed = results.stream().filter(Result::passed).count();
        return results.stream()
                .map(r -> "| " + r.played().group() + " | " + r.played().name() + " | "
                        + r.played().expected() + " | " + r.got().replace("|", "/") + " | "
                        + (r.passed() ? "yes" : "NO") + " |\n")
                .collect(Collectors.joining(
                        "",
                        "| | Launch | Expected | Got | As expected |\n|---|---|---|---|---|\n",
                        "\n" + passed + " of " + results.size() + " as expected.\n"));
    }
}
