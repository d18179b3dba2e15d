package lectern.lti.dynamic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lectern.lti.dynamic.RegistrationRefused.Reason;
import lectern.lti.registration.Origins;
import lectern.lticonfig.Family;
import lectern.lticonfig.RegistrationPayload;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a platform says of itself (OpenID Connect Discovery 1.0 §3, LTI Dynamic Registration 1.0 §2.1).
 *
 * @param takes what it can be asked for
 */
record PlatformConfiguration(String issuer, Endpoints endpoints, School school, RegistrationPayload.Platform takes) {
    static final String LTI = "https://purl.imsglobal.org/spec/lti-platform-configuration";

    private static final int MAX_TEXT = 255;
    private static final int MAX_ENTRIES = 500;

    /**
     * Its addresses.
     *
     * @param audience of token requests; null when it is the token address
     */
    record Endpoints(URI authorization, URI token, @Nullable String audience, URI keys, URI registration) {}

    /**
     * Who it is, for people.
     *
     * @param product its product family code; empty when it has none
     * @param name the school's, or else the host
     */
    record School(Family family, String product, String version, String name) {}

    /**
     * Reads the description.
     *
     * @param from where it was had; the issuer is believed only to its own server
     */
    static PlatformConfiguration parse(String body, URI from) throws RegistrationRefused {
        JsonNode json;
        try {
            json = Json.shared().readTree(body);
        } catch (JsonProcessingException e) {
            throw new RegistrationRefused(Reason.NO_CONFIGURATION, "It is no JSON.");
        }
        String issuer = text(json, "issuer");
        believe(issuer, from);
        if (json.path("registration_endpoint").asText("").isEmpty()) {
            throw new RegistrationRefused(Reason.NO_SUCH_SERVICE, "registration_endpoint is missing.");
        }
        JsonNode server = json.path("authorization_server");
        Endpoints endpoints = new Endpoints(
                address(json, "authorization_endpoint"),
                address(json, "token_endpoint"),
                server.isTextual() && !server.asText().isBlank() ? cut(server.asText()) : null,
                address(json, "jwks_uri"),
                address(json, "registration_endpoint"));
        return new PlatformConfiguration(
                issuer,
                endpoints,
                school(json, from),
                new RegistrationPayload.Platform(texts(json.path("scopes_supported")), placements(json.path(LTI))));
    }

    /** Whoever may speak for an issuer may replace its keys, so a description from elsewhere is a forgery. */
    private static void believe(String issuer, URI from) throws RegistrationRefused {
        String host = from.getHost() == null ? "" : from.getHost().toLowerCase(Locale.ROOT);
        boolean own = Origins.of(issuer).isPresent() && Origins.of(issuer).equals(Origins.of(from.toString()));
        if (!own && !Family.speaksFor(host, issuer)) {
            throw new RegistrationRefused(Reason.WRONG_ISSUER, host + " says that the issuer is " + issuer + ".");
        }
    }

    private static School school(JsonNode json, URI from) {
        JsonNode lti = json.path(LTI);
        String product = cut(lti.path("product_family_code").asText(""));
        String account =
                cut(lti.path("https://canvas.instructure.com/lti/account_name").asText(""));
        return new School(
                Family.of(product),
                product,
                cut(lti.path("version").asText("")),
                account.isBlank() ? String.valueOf(from.getHost()) : account);
    }

    private static Map<String, Set<String>> placements(JsonNode lti) {
        Map<String, Set<String>> placements = new HashMap<>();
        for (JsonNode message : lti.path("messages_supported")) {
            if (placements.size() < MAX_ENTRIES) {
                placements.put(message.path("type").asText(""), texts(message.path("placements")));
            }
        }
        return placements;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new LinkedHashSet<>();
        for (JsonNode one : list) {
            if (one.isTextual() && texts.size() < MAX_ENTRIES) {
                texts.add(one.asText());
            }
        }
        return texts;
    }

    private static String text(JsonNode json, String field) throws RegistrationRefused {
        String text = json.path(field).asText("");
        if (text.isEmpty() || text.length() > MAX_TEXT) {
            throw new RegistrationRefused(Reason.NO_CONFIGURATION, field + " is missing or too long.");
        }
        return text;
    }

    private static URI address(JsonNode json, String field) throws RegistrationRefused {
        String text = json.path(field).asText("");
        try {
            URI uri = new URI(text);
            if (text.length() <= 2000 && Origins.of(text).isPresent()) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // said below
        }
        throw new RegistrationRefused(Reason.NO_CONFIGURATION, field + " is missing or no web address.");
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ").strip();
        return line.length() > MAX_TEXT ? line.substring(0, MAX_TEXT) : line;
    }
}
