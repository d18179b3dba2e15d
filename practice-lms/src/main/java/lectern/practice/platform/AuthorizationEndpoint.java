package lectern.practice.platform;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers authentication requests (OIDC Core §3.2.2 as narrowed by the Security Framework 1.0 §5.1.1.2). There is no
 * login here: the person is the one of the launch that the hints name. Any thread.
 */
public final class AuthorizationEndpoint {

    private static final Logger log = LoggerFactory.getLogger(AuthorizationEndpoint.class);

    private final Registrations registrations;
    private final PlatformKey key;
    private final OpenLaunches launches;
    private final LaunchMessage message;
    private final Clock clock;

    public AuthorizationEndpoint(
            Registrations registrations, PlatformKey key, OpenLaunches launches, LaunchMessage message, Clock clock) {
        this.registrations = registrations;
        this.key = key;
        this.launches = launches;
        this.message = message;
        this.clock = clock;
    }

    private record Fault(String error, String description) {}

    /** Answers one request, given its parameters with all their values. */
    public AuthAnswer answer(Map<String, List<String>> parameters) {
        Optional<Registration> registration = registrations.of(only(parameters, "client_id"));
        if (registration.isEmpty()) {
            return refusal("The tool called itself by a client_id that this LMS does not know.");
        }
        String redirectUri = only(parameters, "redirect_uri");
        if (redirectUri == null || !registration.get().tool().urls().redirects().contains(redirectUri)) {
            return refusal(
                    "The tool asked for the message at an address (redirect_uri) that is not registered for it.");
        }
        Fault fault = faultOf(parameters);
        if (fault != null) {
            return error(parameters, fault);
        }
        Optional<Launch> launch = launches.take(only(parameters, "lti_message_hint"));
        if (launch.isEmpty()) {
            return error(parameters, new Fault("invalid_request", "lti_message_hint is unknown, expired or used"));
        }
        if (!launch.get().registration().clientId().equals(registration.get().clientId())) {
            return error(parameters, new Fault("unauthorized_client", "the launch is for another client"));
        }
        if (!launch.get().person().sub().equals(only(parameters, "login_hint"))) {
            return error(parameters, new Fault("access_denied", "login_hint is not the person of this launch"));
        }
        return signed(parameters, launch.get());
    }

    private static @Nullable Fault faultOf(Map<String, List<String>> parameters) {
        for (Map.Entry<String, List<String>> parameter : parameters.entrySet()) {
            if (parameter.getValue().size() > 1) {
                return new Fault("invalid_request", "a parameter is there more than once");
            }
        }
        if (!"openid".equals(only(parameters, "scope"))) {
            return new Fault("invalid_scope", "scope must be openid");
        }
        if (!"id_token".equals(only(parameters, "response_type"))) {
            return new Fault("unsupported_response_type", "response_type must be id_token");
        }
        if (!"form_post".equals(only(parameters, "response_mode"))) {
            return new Fault("invalid_request", "response_mode must be form_post");
        }
        if (!"none".equals(only(parameters, "prompt"))) {
            return new Fault("invalid_request", "prompt must be none");
        }
        if (blank(only(parameters, "nonce"))) {
            return new Fault("invalid_request", "nonce is missing");
        }
        return blank(only(parameters, "login_hint")) ? new Fault("login_required", "login_hint is missing") : null;
    }

    private AuthAnswer signed(Map<String, List<String>> parameters, Launch launch) {
        String nonce = Optional.ofNullable(only(parameters, "nonce")).orElseThrow();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("id_token", key.sign(message.claims(launch, nonce, clock.instant())));
        addState(parameters, fields);
        return new AuthAnswer.FormPost(
                Optional.ofNullable(only(parameters, "redirect_uri")).orElseThrow(), fields, launch);
    }

    private AuthAnswer error(Map<String, List<String>> parameters, Fault fault) {
        log.atInfo()
                .addKeyValue("error", fault.error())
                .addKeyValue("description", fault.description())
                .log("Authentication request refused");
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("error", fault.error());
        fields.put("error_description", fault.description());
        addState(parameters, fields);
        return new AuthAnswer.FormPost(
                Optional.ofNullable(only(parameters, "redirect_uri")).orElseThrow(), fields, null);
    }

    private static AuthAnswer refusal(String sentence) {
        log.atInfo()
                .addKeyValue("reason", sentence)
                .log("Authentication request refused without an answer to the tool");
        return new AuthAnswer.Refusal(sentence);
    }

    private static void addState(Map<String, List<String>> parameters, Map<String, String> fields) {
        String state = only(parameters, "state");
        if (state != null) {
            fields.put("state", state);
        }
    }

    private static boolean blank(@Nullable String value) {
        return value == null || value.isBlank();
    }

    /** The value of a parameter that is there exactly once. */
    private static @Nullable String only(Map<String, List<String>> parameters, String name) {
        List<String> values = parameters.getOrDefault(name, List.of());
        return values.size() == 1 ? values.get(0) : null;
    }
}
