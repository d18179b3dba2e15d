package lectern.lti.deeplink;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.account.ShownText;
import lectern.account.Tokens;
import lectern.lti.keys.ToolKeys;
import lectern.lti.launch.Arrival;
import lectern.lti.launch.Destination;
import lectern.lti.launch.Place;
import lectern.lti.login.OwnUrls;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Origins;
import lectern.lti.registration.Registrations;
import lectern.store.Database;
import lectern.web.Html;
import lectern.web.Json;
import lectern.web.SecurityHeaders;
import lectern.web.Template;
import org.jspecify.annotations.Nullable;

/** {@code LtiDeepLinkingRequest}: the page on which a teacher chooses what to add to the course. */
public final class DeepLinkDestination implements Destination {
    private static final String DEPLOYMENT_ID = "https://purl.imsglobal.org/spec/lti/claim/deployment_id";

    private final Template template = Template.load("deeplink.html");
    private final Registrations registrations;
    private final SecurityHeaders headers;
    private final Choices choices;
    private final ResponseToken response;
    private final @Nullable GroupRooms groups;

    /** What deep linking stands on. */
    public record Ground(
            Registrations registrations,
            SecurityHeaders headers,
            ToolKeys keys,
            Database database,
            OwnUrls own,
            Clock clock) {}

    /** @param groups null as long as nothing knows groups: then rooms for groups are not offered */
    public DeepLinkDestination(Ground ground, @Nullable GroupRooms groups) {
        Tokens tokens = new Tokens();
        registrations = ground.registrations();
        headers = ground.headers();
        response = new ResponseToken(ground.keys(), ground.clock(), tokens);
        choices = new Choices(
                new Choices.Ground(ground.database(), ground.clock(), tokens, ground.own()), response, groups);
        this.groups = groups;
    }

    /** The other half: what the page calls. */
    public Choices choices() {
        return choices;
    }

    @Override
    public Place place() {
        return Place.DEEP_LINKING;
    }

    @Override
    public void answer(Context ctx, Arrival arrival) {
        DeepLinkingSettings settings =
                DeepLinkingSettings.of(arrival.launch().claims().values().get(DeepLinkingSettings.CLAIM));
        Request request = request(arrival, settings);
        if (!arrival.staff()) {
            throw refused(request, Refusal.ONLY_TEACHERS, arrival, null);
        }
        if (!settings.takesLinks()) {
            String types = ShownText.of(String.join(", ", settings.types()));
            throw refused(request, Refusal.LINKS_NOT_ACCEPTED, arrival, "it takes " + types);
        }
        Map<String, Object> bootstrap = bootstrap(arrival, settings, request);
        headers.framedBy(ctx, frames(settings.returnUrl()), settings.returnUrl());
        ctx.html(template.fill(Map.of("BOOTSTRAP", Html.json(Json.write(bootstrap)))));
    }

    private static Request request(Arrival arrival, DeepLinkingSettings settings) {
        String name = arrival.launch().claims().id(DEPLOYMENT_ID);
        if (name == null) {
            throw new Refused(Refusal.MISSING_DEPLOYMENT);
        }
        Arrival.CourseRow course = arrival.course();
        return new Request(
                new Request.Deployed(
                        arrival.deploymentId(),
                        name,
                        arrival.registration().iss(),
                        arrival.registration().clientId()),
                course == null ? null : course.id(),
                settings.returnUrl(),
                settings.data(),
                new Request.Terms(settings.multiple(), settings.lineItem(), settings.takesWindows()));
    }

    /** The person reads why; the LMS is told when they go back. */
    private Refused refused(Request request, Refusal refusal, Arrival arrival, @Nullable String detail) {
        String jwt = response.refused(request, refusal, arrival.launchId());
        return new Refused(refusal, detail, new Refused.Back(request.returnUrl(), Map.of("JWT", jwt)));
    }

    private record RoomView(
            String id, String title, @Nullable Instant heldAt) {}

    private Map<String, Object> bootstrap(Arrival arrival, DeepLinkingSettings settings, Request request) {
        Map<String, Object> bootstrap = new LinkedHashMap<>();
        Arrival.CourseRow course = arrival.course();
        bootstrap.put("token", choices.begin(request));
        bootstrap.put("course", Map.of("title", course == null ? "" : course.title()));
        bootstrap.put("locale", arrival.launch().language());
        bootstrap.put("title", settings.title() == null ? "" : ShownText.of(settings.title()));
        bootstrap.put("text", settings.text() == null ? "" : settings.text());
        bootstrap.put("multiple", settings.multiple());
        bootstrap.put("lineItem", settings.lineItem());
        bootstrap.put("newTab", settings.takesWindows());
        bootstrap.put("saves", settings.autoCreate());
        List<RoomView> rooms = choices.rooms(request).stream()
                .map(room -> new RoomView(String.valueOf(room.id()), room.title(), room.heldAt()))
                .toList();
        bootstrap.put("rooms", rooms);
        if (groups != null) {
            bootstrap.put("groups", groups.known(request.courseId()) ? "known" : "unknown");
        }
        return bootstrap;
    }

    private Set<String> frames(String returnUrl) {
        Set<String> origins = registrations.frameOrigins();
        // The page that opened this may lie on another host than the one that signs.
        Origins.of(returnUrl).ifPresent(origins::add);
        return origins;
    }
}
