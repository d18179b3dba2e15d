package lectern.practice.services;

import java.util.Set;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;

/** Who calls a service, and whether they may. */
final class Caller {

    private static final String BEARER = "Bearer ";

    private final AccessTokens tokens;
    private final Switches switches;

    Caller(AccessTokens tokens, Switches switches) {
        this.tokens = tokens;
        this.switches = switches;
    }

    /**
     * The grant behind a request that has one of these scopes.
     *
     * @throws Refusal 401 without a good token (RFC 6750 §3.1), 403 when it is for something else
     */
    AccessTokens.Grant require(Request request, Set<String> oneOf) {
        if (switches.has(Face.Quirk.USER_AGENT) && request.header("user-agent").isBlank()) {
            throw new Refusal(403, "the request has no User-Agent");
        }
        String header = request.header("authorization");
        if (!header.startsWith(BEARER)) {
            throw new Refusal(401, "invalid_token", "the Authorization header must be \"Bearer\" with an access token");
        }
        AccessTokens.Grant grant = tokens.of(header.substring(BEARER.length()))
                .orElseThrow(() -> new Refusal(401, "invalid_token", "the access token is unknown or over"));
        if (grant.scopes().stream().noneMatch(oneOf::contains)) {
            throw new Refusal(403, "insufficient_scope", "the access token is not for this");
        }
        return grant;
    }

    /** The media type that a body or an answer must have; the strict face takes no substitute. */
    void requireType(Request request, String header, String type) {
        String value = request.header(header);
        boolean lenient = header.equals("accept") && !switches.has(Face.Quirk.EXACT);
        if (value.contains(type) || (lenient && (value.isEmpty() || value.contains("*/*")))) {
            return;
        }
        throw new Refusal(header.equals("accept") ? 406 : 415, header + " must be " + type);
    }
}
