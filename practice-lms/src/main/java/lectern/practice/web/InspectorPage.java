package lectern.practice.web;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.practice.platform.Registration;
import lectern.practice.trace.Check;
import lectern.practice.trace.LaunchChecks;
import lectern.practice.trace.Trace;
import lectern.practice.wire.Json;
import org.jspecify.annotations.Nullable;

/** Every hop between this LMS and the tool, newest first. */
final class InspectorPage {

    private InspectorPage() {}

    static String html(List<Trace.Hop> hops) {
        String body = """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>Inspector</h1>
                <p class="lead">What went between this LMS and the tool, newest first: logins, messages with their claims,
                and what the tool's server called. Reload to see more.</p>
                %s
                """.formatted(
                        hops.isEmpty()
                                ? "<p>Nothing yet: open a link in a course.</p>"
                                : hops.stream().map(InspectorPage::hop).collect(Collectors.joining()));
        return Layout.page("Inspector", null, body);
    }

    private static String hop(Trace.Hop hop) {
        String checks = hop.checks().isEmpty()
                ? ""
                : hop.checks().stream()
                        .map(InspectorPage::check)
                        .collect(Collectors.joining("", "<ol class=\"checks\">", "</ol>"));
        String fields = hop.content().entrySet().stream()
                .map(e -> "<dt>" + Html.text(e.getKey()) + "</dt><dd>" + Html.text(value(e.getValue())) + "</dd>")
                .collect(Collectors.joining());
        return """
                <details class="card hop"><summary><time>%s</time> %s</summary>
                %s<dl class="facts">%s</dl><p><a href="/inspector/%d.json">As a fixture (JSON)</a></p></details>
                """.formatted(hop.at().toString().substring(11, 23), Html.text(hop.title()), checks, fields, hop.id());
    }

    private static String check(Check check) {
        return switch (check.seen()) {
            case RIGHT -> "<li>✓ " + Html.text(check.words()) + "</li>";
            case WRONG -> "<li class=\"error\">✗ " + Html.text(check.words()) + "</li>";
            case ONLY_THE_TOOL -> "<li>· " + Html.text(check.words()) + " (only the tool sees this)</li>";
        };
    }

    private static String value(@Nullable Object value) {
        if (value instanceof Map<?, ?>) {
            return Json.write(Json.asObject(value));
        }
        return value instanceof List<?> list ? Json.write(list) : String.valueOf(value);
    }

    /** Keeps a message with its claims; the signature stays out. */
    static void keep(Trace trace, String token, Registration registration, @Nullable String nonce) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            Map<String, Object> content = claims.toJSONObject();
            content.put("header", jwt.getHeader().toJSONObject());
            trace.add(
                    "Message to the tool: " + claims.getClaim("https://purl.imsglobal.org/spec/lti/claim/message_type"),
                    content,
                    LaunchChecks.of(claims, registration, nonce));
        } catch (ParseException e) {
            throw new IllegalStateException("A message of our own cannot be read", e);
        }
    }
}
