package lectern.practice.connect;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Registrations;
import lectern.practice.platform.Tool;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;
import lectern.practice.wire.Tickets;

/** Where a tool posts its registration, with a token that is good once. Any thread. */
public final class RegistrationEndpoint {

    private final Registrations registrations;
    private final Switches switches;
    private final String issuer;
    private final String toolOrigin;
    private final Tickets<Boolean> tokens;

    /** Body and access token of each registration; as few as there are registrations. */
    private final Map<String, Kept> kept = new ConcurrentHashMap<>();

    private record Kept(String accessToken, Map<String, Object> body) {}

    /** Whose tool this is and how this LMS behaves. */
    public record Place(String issuer, String toolOrigin, Switches switches) {}

    public RegistrationEndpoint(Registrations registrations, Place place, Clock clock) {
        this.registrations = registrations;
        this.switches = place.switches();
        this.issuer = place.issuer();
        this.toolOrigin = place.toolOrigin();
        this.tokens = new Tickets<>(clock);
    }

    /** A token for one registration. */
    public String token() {
        return tokens.give(Boolean.TRUE);
    }

    /** A new tool. */
    public Answer register(Request request) {
        String inQuery = request.parameter("token");
        String token = inQuery == null ? bearer(request) : inQuery;
        if (tokens.take(token).isEmpty()) {
            return refused(new Refusal(401, "invalid_token", "the registration token is unknown, used or over"));
        }
        String word = tokens.word();
        // Counted, so that a tool that is connected again after a restart finds what it had.
        int number = registrations.all().size();
        String client = "tool-" + number;
        String deployment = Integer.toString(number + 1);
        try {
            return put(request, new Ids(client, deployment, word), true);
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private record Ids(String client, String deployment, String accessToken) {}

    /** An existing registration, read or replaced with the access token that came with it. */
    public Answer existing(Request request, String client) {
        Kept known = kept.get(client);
        if (known == null || !known.accessToken().equals(bearer(request))) {
            return refused(new Refusal(401, "invalid_token", "the registration access token is wrong"));
        }
        if (request.method().equals("GET")) {
            return Answer.json(known.body());
        }
        Registration before = registrations.of(client).orElseThrow();
        try {
            return put(request, new Ids(client, before.deploymentId(), known.accessToken()), false);
        } catch (Refusal refusal) {
            return refused(refusal);
        }
    }

    private Answer put(Request request, Ids ids, boolean fresh) {
        Map<String, Object> body = new LinkedHashMap<>(Json.object(request.body()));
        ToolRequest asked = new ToolRequest(body, switches.face());
        Tool tool = asked.tool(toolOrigin);
        Set<String> scopes = asked.scopes();
        Registration registration = new Registration(issuer, ids.client(), ids.deployment(), tool, scopes);
        if (!registrations.put(registration)) {
            throw new Refusal(400, "this LMS has too many tools; start it again");
        }
        if (fresh && !switches.has(Face.Quirk.PENDING)) {
            registrations.activate(registration);
        }
        Map<String, Object> configuration = new LinkedHashMap<>(Json.inner(body, ToolRequest.CONFIGURATION));
        configuration.put("deployment_id", ids.deployment());
        body.put(ToolRequest.CONFIGURATION, configuration);
        body.put("client_id", ids.client());
        body.put("scope", String.join(" ", scopes));
        body.put("registration_client_uri", issuer + "/register/" + ids.client());
        body.put("registration_access_token", ids.accessToken());
        kept.put(ids.client(), new Kept(ids.accessToken(), body));
        int status = fresh && switches.face() != Face.MOODLE ? 201 : 200;
        return Answer.json(status, "application/json", body);
    }

    /** Every family has its own way to say no. */
    private Answer refused(Refusal refusal) {
        return switch (switches.face()) {
            case CANVAS ->
                Answer.json(
                        refusal.status() == 401 ? 401 : 422,
                        "application/json",
                        Map.of("errors", java.util.List.of(refusal.sentence())));
            case MOODLE -> new Answer(refusal.status(), "text/plain", refusal.sentence(), null);
            default ->
                Answer.json(
                        refusal.status(),
                        "application/json",
                        Map.of("error", refusal.error(), "error_description", refusal.sentence()));
        };
    }

    private static String bearer(Request request) {
        String header = request.header("authorization");
        return header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
    }
}
