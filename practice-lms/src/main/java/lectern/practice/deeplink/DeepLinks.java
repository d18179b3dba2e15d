package lectern.practice.deeplink;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import lectern.practice.campus.Activity;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import lectern.practice.grades.Gradebook;
import lectern.practice.platform.Registration;
import lectern.practice.platform.Registrations;
import lectern.practice.platform.Tool;
import lectern.practice.services.ToolKeys;
import lectern.practice.wire.Json;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Tickets;
import org.jspecify.annotations.Nullable;

/** Takes what a teacher chose in the tool back into the course. Any thread. */
public final class DeepLinks {

    private static final String CLAIM = "https://purl.imsglobal.org/spec/lti/claim/";
    private static final String DEEP = "https://purl.imsglobal.org/spec/lti-dl/claim/";
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final int MAX_ITEMS = 20;

    private final Registrations registrations;
    private final ToolKeys keys;
    private final Items items;
    private final Clock clock;
    private final Tickets<Wait> waits;

    /** Who chooses, for which course. */
    public record Wait(Person person, Course course, Registration registration) {}

    /**
     * What came of it.
     *
     * @param added titles of the new links
     * @param leftOut what was not made, with the reason
     * @param said the tool's own words for the person, null when it had none
     */
    public record Outcome(
            Wait asked,
            List<String> added,
            List<String> leftOut,
            @Nullable String said) {}

    public DeepLinks(Registrations registrations, ToolKeys keys, Items items, Clock clock) {
        this.registrations = registrations;
        this.keys = keys;
        this.items = items;
        this.clock = clock;
        this.waits = new Tickets<>(clock);
    }

    /** The {@code data} that an answer must bring back. */
    public String begin(Wait wait) {
        return waits.give(wait);
    }

    /**
     * Makes what the tool's answer asks for.
     *
     * @throws Refusal when the answer is not to be believed
     */
    public Outcome accept(@Nullable String token) {
        if (token == null) {
            throw new Refusal(400, "The answer has no JWT field.");
        }
        Registration registration = registrations
                .of(claimedIssuer(token))
                .orElseThrow(() -> new Refusal(400, "iss is no client_id of this LMS."));
        JWTClaimsSet claims = keys.verify(token, registration.tool().urls().keys());
        check(claims, registration);
        Wait wait = waits.take(text(claims, DEEP + "data"))
                .filter(w -> w.registration().clientId().equals(registration.clientId()))
                .orElseThrow(() -> new Refusal(400, "data is not what this LMS sent, or it was used before."));
        List<String> added = new ArrayList<>();
        List<String> leftOut = new ArrayList<>();
        List<Map<String, Object>> chosen = chosen(claims);
        for (Map<String, Object> item : chosen.subList(0, Math.min(MAX_ITEMS, chosen.size()))) {
            try {
                added.add(items.add(wait.course(), item, registration.tool()));
            } catch (Refusal refusal) {
                leftOut.add(refusal.sentence());
            }
        }
        if (chosen.size() > MAX_ITEMS) {
            leftOut.add((chosen.size() - MAX_ITEMS) + " more than " + MAX_ITEMS + " at a time");
        }
        String error = text(claims, DEEP + "errormsg");
        return new Outcome(wait, added, leftOut, error == null ? text(claims, DEEP + "msg") : error);
    }

    private void check(JWTClaimsSet claims, Registration registration) {
        Instant now = clock.instant();
        Date issued = claims.getIssueTime();
        Date expires = claims.getExpirationTime();
        require(claims.getAudience().contains(registration.issuer()), "aud is not this LMS");
        require(issued != null && !issued.toInstant().isAfter(now.plus(SKEW)), "iat is missing or in the future");
        require(expires != null && expires.toInstant().isAfter(now.minus(SKEW)), "exp is missing or over");
        require(text(claims, "nonce") != null, "nonce is missing");
        require("LtiDeepLinkingResponse".equals(text(claims, CLAIM + "message_type")), "message_type is wrong");
        require("1.3.0".equals(text(claims, CLAIM + "version")), "version must be 1.3.0");
        require(
                Objects.equals(registration.deploymentId(), text(claims, CLAIM + "deployment_id")),
                "deployment_id is not the one of the request");
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new Refusal(400, "The tool's answer is not right: " + otherwise + ".");
        }
    }

    private static List<Map<String, Object>> chosen(JWTClaimsSet claims) {
        Object list = claims.getClaim(DEEP + "content_items");
        List<Map<String, Object>> items = new ArrayList<>();
        if (list instanceof List<?> values) {
            values.forEach(value -> items.add(Json.asObject(value)));
        }
        return items;
    }

    private static @Nullable String claimedIssuer(String token) {
        try {
            return SignedJWT.parse(token).getJWTClaimsSet().getIssuer();
        } catch (ParseException e) {
            throw new Refusal(400, "The answer is no signed JWT.");
        }
    }

    private static @Nullable String text(JWTClaimsSet claims, String name) {
        return claims.getClaim(name) instanceof String value && !value.isBlank() ? value : null;
    }

    /** A link as a course gets it, and the column that goes with it. */
    public record Items(Campus campus, Gradebook gradebook) {

        String add(Course course, Map<String, Object> item, Tool tool) {
            Activity wish = ContentItem.activity(item, tool);
            Activity made = campus.addActivity(course.id(), wish);
            ContentItem.Column column = ContentItem.column(item, made).orElse(null);
            if (column != null
                    && gradebook
                            .add(course.id(), column.fields(), column.more())
                            .isEmpty()) {
                throw new Refusal(507, made.title() + " was added without its column: the gradebook is full.");
            }
            return made.title();
        }
    }
}
