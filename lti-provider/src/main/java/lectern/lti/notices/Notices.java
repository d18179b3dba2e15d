package lectern.lti.notices;

import com.nimbusds.jose.JWSObject;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.account.Tokens;
import lectern.lti.launch.Claims;
import lectern.lti.launch.CourseCopies;
import lectern.lti.launch.TokenChecks;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Deployment;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes notices: each is a token that the platform signed, checked as a launch's is, for a deployment that is known and
 * may be used. A notice that comes twice has its effect once. Thread-safe.
 */
public final class Notices {
    private static final Logger LOG = LoggerFactory.getLogger(Notices.class);
    /** Longer than any notice's token is good for. */
    private static final Duration REMEMBERED = Duration.ofDays(2);

    private static final int MAX_TYPE = 60;
    private static final String LTI_VERSION = "1.3.0";

    private final Database database;
    private final Registrations registrations;
    private final TokenChecks tokens;
    private final CourseCopies copies;
    private final Clock clock;

    /** What notices are checked against and what they change. */
    public record Sources(
            Database database, Registrations registrations, TokenChecks tokens, CourseCopies copies, Clock clock) {}

    public Notices(Sources sources) {
        database = sources.database();
        registrations = sources.registrations();
        tokens = sources.tokens();
        copies = sources.copies();
        clock = sources.clock();
    }

    /** Takes one notice; throws {@link Refused} for one that is not right. */
    void take(String jwt) {
        Registration registration = sender(jwt);
        Claims claims = tokens.message(jwt, registration);
        if (!LTI_VERSION.equals(claims.text(NoticeClaim.VERSION))) {
            throw new Refused(Refusal.WRONG_VERSION);
        }
        Deployment deployment = deployment(claims, registration);
        Map<?, ?> notice = claims.values().get(NoticeClaim.NOTICE) instanceof Map<?, ?> object ? object : Map.of();
        if (!(notice.get("type") instanceof String type)) {
            throw new Refused(Refusal.BAD_CLAIM, "the notice claim has no type");
        }
        byte[] name = name(claims, notice);
        Instant now = clock.instant();
        boolean first = database.write(handle -> {
            if (!NoticeStore.first(handle, registration.id(), name, now)) {
                return false;
            }
            if (type.equals(NoticeType.CONTEXT_COPY.word())) {
                copies.announced(handle, deployment.id(), course(claims), origins(claims), now);
            }
            return true;
        });
        if (first) {
            LOG.atInfo()
                    .addKeyValue("deployment", deployment.id())
                    .addKeyValue("type", shown(type))
                    .log("An LMS sent a notice");
        }
    }

    /** The registration that the token says it is from; nothing of it is proved yet. */
    private Registration sender(String jwt) {
        Map<String, Object> payload;
        try {
            payload = JWSObject.parse(jwt).getPayload().toJSONObject();
        } catch (ParseException | IllegalArgumentException e) {
            throw new Refused(Refusal.BAD_TOKEN);
        }
        String issuer = payload == null ? null : text(payload.get("iss"));
        String client = payload == null ? null : audience(payload.get("aud"));
        if (issuer == null || client == null) {
            throw new Refused(Refusal.BAD_TOKEN);
        }
        return registrations.find(issuer, client).orElseThrow(() -> new Refused(Refusal.NOT_REGISTERED));
    }

    private static @Nullable String audience(@Nullable Object audience) {
        return audience instanceof List<?> list && !list.isEmpty() ? text(list.get(0)) : text(audience);
    }

    private static @Nullable String text(@Nullable Object value) {
        return value instanceof String text ? text : null;
    }

    private Deployment deployment(Claims claims, Registration registration) {
        String id = claims.id(NoticeClaim.DEPLOYMENT_ID);
        if (id == null) {
            throw new Refused(Refusal.MISSING_DEPLOYMENT);
        }
        // A notice makes no deployment: only a launch shows that somebody uses it.
        return registrations
                .known(registration, id)
                .filter(Deployment::enabled)
                .orElseThrow(() -> new Refused(Refusal.DEPLOYMENT_NOT_ENABLED));
    }

    /** What tells this notice from all others of its LMS: its id, and the token's nonce where it has none. */
    private static byte[] name(Claims claims, Map<?, ?> notice) {
        return Optional.ofNullable(text(notice.get("id")))
                .or(() -> Optional.ofNullable(claims.text("nonce")))
                .filter(id -> !id.isBlank())
                .map(Tokens::hash)
                .orElseThrow(() -> new Refused(Refusal.BAD_CLAIM, "the notice claim has no id"));
    }

    private static CourseCopies.Course course(Claims claims) {
        String id = claims.idWithin(NoticeClaim.CONTEXT, "id");
        if (id == null) {
            throw new Refused(Refusal.MISSING_CONTEXT);
        }
        return new CourseCopies.Course(
                id, claims.textWithin(NoticeClaim.CONTEXT, "title"), claims.textWithin(NoticeClaim.CONTEXT, "label"));
    }

    private static List<String> origins(Claims claims) {
        List<String> origins = claims.texts(NoticeClaim.ORIGIN_CONTEXTS);
        if (origins == null || origins.stream().allMatch(String::isBlank)) {
            throw new Refused(Refusal.BAD_CLAIM, "origin_contexts is no list of ids");
        }
        return origins;
    }

    private static String shown(String type) {
        String word = type.replaceAll("[^A-Za-z0-9]", "");
        return word.length() > MAX_TYPE ? word.substring(0, MAX_TYPE) : word;
    }

    /** Forgets notices whose tokens are good no more. */
    public void purge() {
        Instant before = clock.instant().minus(REMEMBERED);
        database.change(handle -> NoticeStore.purge(handle, before));
    }
}
