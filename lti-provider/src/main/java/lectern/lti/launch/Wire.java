package lectern.lti.launch;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import lectern.account.ShownText;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.refusal.ReturnUrl;
import org.jspecify.annotations.Nullable;
import org.tsugi.lti13.objects.Context;
import org.tsugi.lti13.objects.LaunchJWT;

/** From checked claims over basiclti-util's wire classes to {@link LtiLaunch}. */
final class Wire {
    /**
     * What we read: a claim that we do not use may have any shape. The wire class also stumbles over legal ones, such as
     * a list of audiences.
     */
    private static final Set<String> READ = Set.of(
            "sub",
            "name",
            "given_name",
            "family_name",
            "locale",
            Claim.ROLES,
            Claim.CONTEXT,
            Claim.RESOURCE_LINK,
            Claim.LAUNCH_PRESENTATION);

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // One LMS or the other sends a bare text where the standard has a list.
            .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
            .build();

    private Wire() {}

    /** Throws {@link Refused} with {@code bad_claim} when a claim that we read has the wrong shape. */
    static LtiLaunch read(Claims claims, MessageType type) {
        LaunchJWT wire = parse(claims);
        return new LtiLaunch(
                type,
                wire.subject,
                name(wire),
                roles(claims),
                link(wire),
                course(wire.context),
                roomId(claims),
                placement(claims),
                locale(wire, claims),
                ReturnUrl.safe(claims.textWithin(Claim.LAUNCH_PRESENTATION, "return_url")),
                // From the claims: the wire class says iframe where nothing is said.
                "window".equals(claims.textWithin(Claim.LAUNCH_PRESENTATION, "document_target")),
                ServiceUrls.of(claims),
                claims);
    }

    private static LaunchJWT parse(Claims claims) {
        Map<String, Object> read = new HashMap<>(claims.values());
        read.keySet().retainAll(READ);
        try {
            return MAPPER.convertValue(read, LaunchJWT.class);
        } catch (IllegalArgumentException e) {
            throw new Refused(Refusal.BAD_CLAIM);
        }
    }

    private static List<String> roles(Claims claims) {
        List<String> roles = claims.texts(Claim.ROLES);
        return roles == null ? List.of() : roles;
    }

    private static @Nullable String name(LaunchJWT wire) {
        String full = title(wire.name);
        if (full != null) {
            return full;
        }
        String given = wire.given_name == null ? "" : wire.given_name;
        String family = wire.family_name == null ? "" : wire.family_name;
        return title(given + " " + family);
    }

    private static LtiLaunch.@Nullable Link link(LaunchJWT wire) {
        if (wire.resource_link == null || !fits(wire.resource_link.id)) {
            return null;
        }
        return new LtiLaunch.Link(wire.resource_link.id, title(wire.resource_link.title));
    }

    private static boolean fits(@Nullable String id) {
        return id != null && !id.isBlank() && id.length() <= Claims.MAX_ID;
    }

    private static LtiLaunch.@Nullable Course course(@Nullable Context context) {
        if (context == null || !fits(context.id)) {
            return null;
        }
        return new LtiLaunch.Course(context.id, title(context.title), title(context.label));
    }

    private static @Nullable String roomId(Claims claims) {
        String id = claims.textWithin(Claim.CUSTOM, "room_id");
        return fits(id) ? id : null;
    }

    private static @Nullable String placement(Claims claims) {
        String canvas = claims.text(Claim.CANVAS_PLACEMENT);
        String placement = canvas == null ? claims.textWithin(Claim.CUSTOM, "placement") : canvas;
        return placement != null && fits(placement) ? placement.toLowerCase(Locale.ROOT) : null;
    }

    private static @Nullable String locale(LaunchJWT wire, Claims claims) {
        String locale = wire.locale != null ? wire.locale : claims.textWithin(Claim.LAUNCH_PRESENTATION, "locale");
        if (locale == null) {
            return null;
        }
        String tag = locale.replace('_', '-');
        return tag.matches("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}") ? tag : null;
    }

    private static @Nullable String title(@Nullable String text) {
        if (text == null || Claims.unresolved(text)) {
            return null;
        }
        String shown = ShownText.of(text);
        return shown.isEmpty() ? null : shown;
    }
}
