package lectern.lti.dynamic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import lectern.lti.dynamic.RegistrationRefused.Reason;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.lti.http.PlatformHttp;
import lectern.lti.http.PlatformRequest;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.lti.registration.InviteCodes;
import lectern.lti.registration.Registered;
import lectern.lti.registration.Registration;
import lectern.lticonfig.Family;
import lectern.lticonfig.RegistrationPayload;
import lectern.lticonfig.Service;
import lectern.lticonfig.ToolDescription;
import lectern.settings.Loopback;
import lectern.settings.Settings;
import lectern.settings.Settings.Lti.Registering;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps of a registration. Calls block on the platform. Any thread. */
public final class DynamicRegistration {
    private static final Logger LOG = LoggerFactory.getLogger(DynamicRegistration.class);
    private static final int MAX_CONFIGURATION = 256 * 1024;

    private final PlatformHttp http;
    private final Connections connections;
    private final InviteCodes invites;
    private final ToolDescription tool;
    private final Registering policy;

    /** What registrations are kept in. */
    public record Books(Connections connections, InviteCodes invites) {}

    public DynamicRegistration(PlatformHttp http, Books books, ToolDescription tool, Registering policy) {
        this.http = http;
        this.connections = books.connections();
        this.invites = books.invites();
        this.tool = tool;
        this.policy = policy;
    }

    /**
     * What an LMS sent its admin here with (LTI Dynamic Registration 1.0 §3.1).
     *
     * @param token for one registration; null where the LMS has put it into its addresses
     */
    record Start(String configuration, @Nullable String token) {
        @Override
        public String toString() {
            return "Start"; // all of it may be secret
        }
    }

    /** What the admin chose. */
    record Choice(
            Set<Service> services,
            ToolDescription.Privacy privacy,
            @Nullable String invite) {}

    /**
     * What came of it.
     *
     * @param lacking services that were asked for and not granted
     * @param again the LMS had a connection before, which stays as it is
     */
    record Outcome(PlatformConfiguration platform, Connection connection, Set<Service> lacking, boolean again) {}

    Registering policy() {
        return policy;
    }

    ToolDescription tool() {
        return tool;
    }

    /** Asks the LMS about itself; changes nothing. */
    PlatformConfiguration look(Start start) throws RegistrationRefused {
        if (policy == Registering.OFF) {
            throw new RegistrationRefused(Reason.SWITCHED_OFF);
        }
        PlatformRequest request = PlatformRequest.get(uri(start.configuration()), "application/json")
                .atMost(MAX_CONFIGURATION);
        PlatformAnswer answer = call(start.token() == null ? request : bearer(request, start.token()));
        if (!answer.good()) {
            throw new RegistrationRefused(Reason.UNREACHABLE, "Status " + answer.status() + ". " + answer.shownBody());
        }
        PlatformConfiguration platform = PlatformConfiguration.parse(answer.body(), answer.uri());
        PlatformConfiguration.Endpoints endpoints = platform.endpoints();
        for (URI called : List.of(endpoints.registration(), endpoints.token(), endpoints.keys())) {
            check(called);
        }
        return platform;
    }

    private static URI uri(String text) throws RegistrationRefused {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new RegistrationRefused(Reason.UNREACHABLE, "The address that it sent is none.");
        }
    }

    private void check(URI uri) throws RegistrationRefused {
        try {
            http.check(uri);
        } catch (PlatformException e) {
            throw new RegistrationRefused(Reason.UNREACHABLE, e.getMessage());
        }
    }

    /** Registers this tool at the LMS, and keeps what the LMS made of it. */
    Outcome register(Start start, Choice choice) throws RegistrationRefused {
        PlatformConfiguration platform = look(start);
        boolean invited = admit(choice.invite());
        Family family = platform.school().family();
        ToolDescription asking = tool.asking(choice.services(), choice.privacy());
        PlatformRequest request = PlatformRequest.with(
                "POST",
                platform.endpoints().registration(),
                "application/json",
                RegistrationPayload.render(asking, family, platform.takes()));
        PlatformAnswer answer =
                call(start.token() == null ? accepting(request) : bearer(accepting(request), start.token()));
        RegistrationAnswer made = RegistrationAnswer.of(answer, asked(asking, platform));
        boolean again = !shared(platform) && connections.connected(platform.issuer());
        long id = connections.put(registered(platform, made), invited ? choice.invite() : null);
        Connection connection = connections.find(id).orElseThrow();
        LOG.atInfo()
                .addKeyValue("registration", id)
                .addKeyValue("iss", platform.issuer())
                .addKeyValue("client", made.clientId())
                .addKeyValue("state", connection.state())
                .log("An LMS registered itself");
        return new Outcome(platform, connection, lacking(asking, made.scopes()), again);
    }

    /**
     * Whether the code is to be used; without one, whether strangers may connect.
     *
     * @throws RegistrationRefused before the LMS is asked for anything, so that its token stays good
     */
    private boolean admit(@Nullable String invite) throws RegistrationRefused {
        if (invite != null && !invites.good(invite)) {
            throw new RegistrationRefused(Reason.INVITE_WRONG);
        }
        if (invite == null && policy == Registering.INVITE) {
            throw new RegistrationRefused(Reason.INVITE_NEEDED);
        }
        if (invite == null && policy == Registering.APPROVAL && connections.full()) {
            throw new RegistrationRefused(Reason.TOO_MANY_WAITING);
        }
        return invite != null && policy != Registering.OPEN;
    }

    private Set<String> asked(ToolDescription asking, PlatformConfiguration platform) {
        Set<String> asked = new TreeSet<>(asking.scopes(platform.school().family()));
        asked.retainAll(platform.takes().scopes());
        return asked;
    }

    static Set<Service> lacking(ToolDescription asking, Set<String> granted) {
        Set<Service> lacking = new TreeSet<>(asking.services());
        lacking.removeIf(service -> service.within(granted));
        return lacking;
    }

    private static boolean shared(PlatformConfiguration platform) {
        return platform.school()
                .family()
                .cloud("")
                .filter(cloud -> cloud.iss().equals(platform.issuer()))
                .isPresent();
    }

    private Registered registered(PlatformConfiguration platform, RegistrationAnswer made) {
        PlatformConfiguration.Endpoints endpoints = platform.endpoints();
        // A made-up school on this machine is somebody else with each start.
        boolean practice =
                Loopback.is(String.valueOf(URI.create(platform.issuer()).getHost()));
        return new Registered(
                new Settings.Registration(
                        platform.issuer(),
                        made.clientId(),
                        endpoints.authorization(),
                        endpoints.keys(),
                        endpoints.token(),
                        endpoints.audience(),
                        platform.school().family().slug(),
                        Optional.ofNullable(made.deploymentId()).stream().toList()),
                practice ? Registration.Source.PRACTICE : Registration.Source.DYNAMIC,
                platform.school().name(),
                made.scopes(),
                made.management(),
                policy == Registering.OPEN);
    }

    /**
     * Tells an LMS anew what this version of the tool is and asks for (RFC 7592 §2.2), and keeps what it grants.
     *
     * @return empty when the LMS did not tell where
     */
    public Optional<Connection> update(long id) throws RegistrationRefused {
        Connection connection = connections.find(id).orElse(null);
        Registered.Management management = connections.management(id).orElse(null);
        if (connection == null || management == null) {
            return Optional.empty();
        }
        Family family = Family.bySlug(connection.family()).orElse(Family.GENERIC);
        Set<String> asked = new TreeSet<>(tool.scopes(family));
        RegistrationPayload.Platform whole = RegistrationPayload.Platform.whole(tool, family);
        PlatformRequest request = PlatformRequest.with(
                "PUT",
                management.uri(),
                "application/json",
                named(RegistrationPayload.render(tool, family, whole), connection.clientId()));
        PlatformAnswer answer = call(bearer(accepting(request), management.token()));
        RegistrationAnswer made = RegistrationAnswer.of(answer, asked);
        connections.changed(id, made.scopes(), made.management());
        return connections.find(id);
    }

    private static String named(String payload, String clientId) {
        try {
            ObjectNode json = (ObjectNode) Json.shared().readTree(payload);
            return json.put("client_id", clientId).toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("our own rendering is JSON", e);
        }
    }

    private PlatformAnswer call(PlatformRequest request) throws RegistrationRefused {
        try {
            return http.send(request);
        } catch (PlatformException e) {
            throw new RegistrationRefused(Reason.UNREACHABLE, e.getMessage());
        }
    }

    private static PlatformRequest accepting(PlatformRequest request) {
        return request.header("Accept", "application/json");
    }

    private static PlatformRequest bearer(PlatformRequest request, String token) throws RegistrationRefused {
        if (!token.matches("[\\x21-\\x7E]{1,8000}")) {
            throw new RegistrationRefused(Reason.UNREACHABLE, "The registration token that it sent is none.");
        }
        return request.header("Authorization", "Bearer " + token);
    }
}
