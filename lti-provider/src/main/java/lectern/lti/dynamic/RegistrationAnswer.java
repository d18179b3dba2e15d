package lectern.lti.dynamic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import lectern.lti.dynamic.RegistrationRefused.Reason;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.registration.Origins;
import lectern.lti.registration.Registered;
import lectern.lticonfig.RegistrationPayload;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a platform made of our registration (OpenID Connect Dynamic Client Registration 1.0 §3.2). Some answer 200 where
 * the standard says 201.
 *
 * @param deploymentId null when the LMS makes deployments later
 * @param scopes what it granted, which may be less than was asked for
 */
record RegistrationAnswer(
        String clientId,
        @Nullable String deploymentId,
        Set<String> scopes,
        Registered.@Nullable Management management) {
    private static final int MAX_ID = 255;
    private static final int MAX_TOKEN = 4000;

    static RegistrationAnswer of(PlatformAnswer answer, Set<String> asked) throws RegistrationRefused {
        if (!answer.good()) {
            throw new RegistrationRefused(Reason.LMS_REFUSED, "Status " + answer.status() + ". " + answer.shownBody());
        }
        JsonNode json;
        try {
            json = Json.shared().readTree(answer.body());
        } catch (JsonProcessingException e) {
            throw new RegistrationRefused(Reason.BAD_ANSWER, answer.shownBody());
        }
        String client = json.path("client_id").asText("");
        if (client.isBlank() || client.length() > MAX_ID) {
            throw new RegistrationRefused(Reason.BAD_ANSWER, "It has no client_id.");
        }
        String deployment = json.path(RegistrationPayload.CONFIGURATION)
                .path("deployment_id")
                .asText("");
        return new RegistrationAnswer(
                client,
                deployment.isBlank() || deployment.length() > MAX_ID ? null : deployment,
                scopes(json.path("scope"), asked),
                management(json));
    }

    /** Moodle lists more than it was asked for; what we did not ask for we do not need. */
    private static Set<String> scopes(JsonNode scope, Set<String> asked) {
        if (scope.isMissingNode() || scope.isNull()) {
            return asked;
        }
        Set<String> granted = new LinkedHashSet<>();
        if (scope.isArray()) {
            scope.forEach(one -> granted.add(one.asText()));
        } else {
            granted.addAll(List.of(scope.asText("").split(" +", -1)));
        }
        Set<String> both = new HashSet<>(asked);
        both.retainAll(granted);
        return both;
    }

    private static Registered.@Nullable Management management(JsonNode json) {
        String uri = json.path("registration_client_uri").asText("");
        String token = json.path("registration_access_token").asText("");
        boolean usable = !token.isEmpty()
                && token.length() <= MAX_TOKEN
                && uri.length() <= 2000
                && Origins.of(uri).isPresent();
        return usable ? new Registered.Management(URI.create(uri), token) : null;
    }
}
