package lectern.practice.services;

import com.nimbusds.jwt.JWTClaimsSet;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import lectern.practice.campus.Course;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.platform.LaunchMessage;
import lectern.practice.platform.PlatformKey;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Scope;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;
import lectern.practice.wire.ToolHttp;

/** Tells the tool what happened (Platform Notification Service 1.0): hello, and copied courses. Any thread. */
public final class Notices {

    public static final String HELLO = "LtiHelloWorldNotice";
    public static final String COPY = "LtiContextCopyNotice";

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final Set<String> TYPES = Set.of(HELLO, COPY);

    private final Caller caller;
    private final Switches switches;
    private final PlatformKey key;
    private final ToolHttp http;
    private final Clock clock;

    /** Address by client and type: two for each registration at most. */
    private final Map<String, String> handlers = new TreeMap<>();

    /** What it sends with. */
    public record Sender(PlatformKey key, ToolHttp http, Clock clock) {}

    public Notices(TokenEndpoint.Parts parts, Sender sender) {
        this.caller = new Caller(parts.tokens(), parts.switches());
        this.switches = parts.switches();
        this.key = sender.key();
        this.http = sender.http();
        this.clock = sender.clock();
    }

    /** GET lists the handlers, PUT sets one; an empty address takes it away. */
    public Answer handlers(Request request) {
        if (!switches.has(Face.Quirk.NOTICES)) {
            throw new Refusal(404, "this LMS sends no notices");
        }
        Registration registration =
                caller.require(request, Set.of(Scope.NOTICES)).registration();
        if (request.method().equals("PUT")) {
            put(registration, Json.object(request.body()));
        }
        return Answer.json(Map.of("client_id", registration.clientId(), "notice_handlers", list(registration)));
    }

    private void put(Registration registration, Map<String, Object> json) {
        String type = Json.needed(json, "notice_type");
        if (!TYPES.contains(type)) {
            throw new Refusal(400, "notice_type is none that this LMS sends");
        }
        String handler = Json.text(json, "handler");
        if (handler != null && !ToolHttp.owns(registration.tool().origin(), handler)) {
            throw new Refusal(400, "handler must be on the tool's own address");
        }
        synchronized (handlers) {
            if (handler == null) {
                handlers.remove(registration.clientId() + " " + type);
            } else {
                handlers.put(registration.clientId() + " " + type, handler);
            }
        }
    }

    private List<Map<String, String>> list(Registration registration) {
        synchronized (handlers) {
            return handlers.entrySet().stream()
                    .filter(e -> e.getKey().startsWith(registration.clientId() + " "))
                    .map(e -> Map.of(
                            "notice_type",
                                    e.getKey().substring(registration.clientId().length() + 1),
                            "handler", e.getValue()))
                    .toList();
        }
    }

    /** Whether the tool asked for any notice. */
    public boolean wanted(Registration registration) {
        return switches.has(Face.Quirk.NOTICES) && !list(registration).isEmpty();
    }

    /** Sends the greeting; the answer is a sentence about how it went. */
    public String hello(Registration registration) {
        return send(registration, HELLO, Map.of());
    }

    /** Says that a course is a copy of another. */
    public String copied(Registration registration, Course from, Course to) {
        return send(
                registration,
                COPY,
                Map.of(
                        CLAIM + "context", LaunchMessage.context(to, switches.face()),
                        CLAIM + "origin_contexts", List.of(from.contextId())));
    }

    private String send(Registration registration, String type, Map<String, Object> more) {
        String handler;
        synchronized (handlers) {
            handler = handlers.get(registration.clientId() + " " + type);
        }
        if (handler == null || !switches.has(Face.Quirk.NOTICES)) {
            return "The tool has not asked for " + type + ".";
        }
        Map<String, Object> notice = Map.of("jwt", key.sign(claims(registration, type, more)));
        try {
            int status = http.postJson(handler, Json.write(Map.of("notices", List.of(notice))))
                    .status();
            return type + " was sent; the tool answered " + status + ".";
        } catch (IOException e) {
            return type + " was not delivered: " + e.getMessage();
        }
    }

    /** No subject: a notice is about nobody (§3.3). */
    private JWTClaimsSet claims(Registration registration, String type, Map<String, Object> more) {
        Instant now = clock.instant();
        Map<String, Object> notice = new LinkedHashMap<>();
        notice.put("id", UUID.randomUUID().toString());
        notice.put("timestamp", now.toString());
        notice.put("type", type);
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(registration.issuer())
                .audience(registration.clientId())
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .jwtID(UUID.randomUUID().toString())
                .claim("nonce", UUID.randomUUID().toString())
                .claim(CLAIM + "version", "1.3.0")
                .claim(CLAIM + "deployment_id", registration.deploymentId())
                .claim(CLAIM + "notice", notice);
        more.forEach(claims::claim);
        return claims.build();
    }
}
