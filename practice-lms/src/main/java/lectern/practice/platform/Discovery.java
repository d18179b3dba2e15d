package lectern.practice.platform;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The platform's description of itself (OpenID Connect Discovery 1.0 §3, LTI Dynamic Registration 1.0 §2.1). It names
 * what there is and nothing else: no token endpoint, for this LMS has no services yet.
 */
public final class Discovery {

    private Discovery() {}

    public static String configuration(Registration registration) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("issuer", registration.issuer());
        json.put("authorization_endpoint", registration.authorizationEndpoint());
        json.put("jwks_uri", registration.jwksUri());
        json.put("scopes_supported", List.of("openid"));
        json.put("response_types_supported", List.of("id_token"));
        json.put("response_modes_supported", List.of("form_post"));
        json.put("grant_types_supported", List.of("implicit"));
        json.put("subject_types_supported", List.of("public"));
        json.put("id_token_signing_alg_values_supported", List.of("RS256"));
        json.put(
                "claims_supported",
                List.of("iss", "aud", "sub", "iat", "exp", "nonce", "name", "given_name", "family_name", "email"));
        json.put(
                "https://purl.imsglobal.org/spec/lti-platform-configuration",
                Map.of(
                        "product_family_code", "practice-lms",
                        "version", "1",
                        "messages_supported", List.of(Map.of("type", "LtiResourceLinkRequest"))));
        return JSONObjectUtils.toJSONString(json);
    }
}
