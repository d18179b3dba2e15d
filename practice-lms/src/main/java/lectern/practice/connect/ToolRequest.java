package lectern.practice.connect;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.practice.face.Face;
import lectern.practice.platform.Discovery;
import lectern.practice.platform.Tool;
import lectern.practice.wire.Json;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.ToolHttp;

/** Reads what a tool asks for when it registers (LTI Dynamic Registration 1.0 §3.5.2). */
final class ToolRequest {

    static final String CONFIGURATION = "https://purl.imsglobal.org/spec/lti-tool-configuration";

    private final Map<String, Object> json;
    private final Map<String, Object> configuration;
    private final Face face;

    ToolRequest(Map<String, Object> json, Face face) {
        this.json = json;
        this.configuration = Json.inner(json, CONFIGURATION);
        this.face = face;
    }

    /**
     * The tool as it describes itself.
     *
     * @throws Refusal naming the field that is wrong
     */
    Tool tool(String origin) {
        require("application_type", "web".equals(Json.text(json, "application_type")), "must be web");
        require("response_types", Json.texts(json, "response_types").contains("id_token"), "must have id_token");
        require(
                "grant_types",
                Json.texts(json, "grant_types").containsAll(List.of("implicit", "client_credentials")),
                "must have implicit and client_credentials");
        require(
                "token_endpoint_auth_method",
                "private_key_jwt".equals(Json.text(json, "token_endpoint_auth_method")),
                "must be private_key_jwt");
        List<String> redirects = Json.texts(json, "redirect_uris");
        require("redirect_uris", !redirects.isEmpty(), "is missing");
        redirects.forEach(uri -> requireOwn("redirect_uris", uri, origin));
        String login = own("initiate_login_uri", json, origin);
        String keys = own("jwks_uri", json, origin);
        String target = own("target_link_uri", configuration, origin);
        String domain = Json.needed(configuration, "domain");
        require("domain", origin.endsWith("://" + domain), "must be the host and port of target_link_uri");
        Tool.Urls urls = new Tool.Urls(login, target, keys, redirects);
        return new Tool(origin, Json.needed(json, "client_name"), urls, custom(), messages());
    }

    private Map<String, String> custom() {
        Map<String, String> custom = new LinkedHashMap<>();
        if (!face.has(Face.Quirk.NO_TOOL_CUSTOM)) {
            Json.inner(configuration, "custom_parameters")
                    .forEach((name, value) -> custom.put(name, String.valueOf(value)));
        }
        return custom;
    }

    private Set<String> messages() {
        Set<String> types = new LinkedHashSet<>();
        for (Object message : Json.list(configuration, "messages")) {
            types.add(Json.needed(Json.asObject(message), "type"));
        }
        return types;
    }

    /** What the tool gets of what it asked for; one face refuses instead of leaving something out. */
    Set<String> scopes() {
        String asked = Json.text(json, "scope");
        Set<String> scopes = new LinkedHashSet<>(asked == null ? List.of() : List.of(asked.split("\\s+", -1)));
        List<String> known = Discovery.scopes(face);
        if (face.has(Face.Quirk.UNKNOWN_SCOPE_FAILS) && !known.containsAll(scopes)) {
            scopes.removeAll(known);
            throw new Refusal(400, "scope: unknown to this LMS: " + String.join(" ", scopes));
        }
        scopes.retainAll(known);
        scopes.remove("openid");
        return scopes;
    }

    private static String own(String field, Map<String, Object> in, String origin) {
        String url = Json.needed(in, field);
        requireOwn(field, url, origin);
        return url;
    }

    private static void requireOwn(String field, String url, String origin) {
        require(field, ToolHttp.owns(origin, url), url + " is not on the tool's own address " + origin);
    }

    private static void require(String field, boolean right, String sentence) {
        if (!right) {
            throw new Refusal(400, "invalid_client_metadata", field + " " + sentence);
        }
    }
}
