package lectern.practice.platform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import lectern.practice.face.Face;
import lectern.practice.wire.Json;

/**
 * The platform's description of itself (OpenID Connect Discovery 1.0 §3, LTI Dynamic Registration 1.0 §2.1). It names
 * what there is and nothing else.
 */
public final class Discovery {

    private Discovery() {}

    /**
     * The description as JSON.
     *
     * @param registrationEndpoint where this caller may register
     */
    public static String configuration(Addresses addresses, Face face, String registrationEndpoint) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("issuer", addresses.issuer());
        json.put("authorization_endpoint", addresses.issuer() + "/auth");
        json.put("token_endpoint", addresses.token());
        json.put("jwks_uri", addresses.issuer() + "/.well-known/jwks.json");
        json.put("registration_endpoint", registrationEndpoint);
        if (face.has(Face.Quirk.OWN_AUDIENCE)) {
            json.put("authorization_server", addresses.audience(face));
        }
        json.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
        json.put("token_endpoint_auth_signing_alg_values_supported", List.of("RS256"));
        json.put("scopes_supported", scopes(face));
        json.put("response_types_supported", List.of("id_token"));
        json.put("response_modes_supported", List.of("form_post"));
        json.put("grant_types_supported", List.of("implicit", "client_credentials"));
        json.put("subject_types_supported", List.of("public"));
        json.put("id_token_signing_alg_values_supported", List.of("RS256"));
        json.put(
                "claims_supported",
                List.of("iss", "aud", "sub", "iat", "exp", "nonce", "name", "given_name", "family_name", "email"));
        json.put("https://purl.imsglobal.org/spec/lti-platform-configuration", platform(face));
        return Json.write(json);
    }

    private static Map<String, Object> platform(Face face) {
        Map<String, Object> platform = new LinkedHashMap<>();
        platform.put("product_family_code", face.family());
        platform.put("version", "1");
        platform.put(
                "messages_supported",
                List.of(
                        Map.of("type", "LtiResourceLinkRequest"),
                        Map.of("type", Tool.DEEP_LINKING, "placements", List.of("ContentArea")),
                        Map.of("type", Tool.SUBMISSION_REVIEW),
                        Map.of("type", Tool.DATA_PRIVACY)));
        platform.put("variables", Variables.NAMES);
        return platform;
    }

    /** The scopes that this face knows. */
    public static List<String> scopes(Face face) {
        return Stream.concat(Stream.of("openid"), Scope.ALL.stream().sorted())
                .filter(scope -> !scope.equals(Scope.GROUPS) || face.has(Face.Quirk.GROUPS_SERVICE))
                .filter(scope -> !scope.equals(Scope.NOTICES) || face.has(Face.Quirk.NOTICES))
                .toList();
    }
}
