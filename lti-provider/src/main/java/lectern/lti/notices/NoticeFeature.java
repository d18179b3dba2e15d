package lectern.lti.notices;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import lectern.lti.refusal.Refused;
import lectern.web.ApiError;
import lectern.web.ClientAddress;
import lectern.web.Feature;
import lectern.web.Json;
import lectern.web.RateLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST /lti/notices}: what LMSs tell by themselves. The address is public by nature; every notice proves itself. Of
 * a batch, those that are right are taken; the answer is the first refusal, if there is any.
 */
public final class NoticeFeature implements Feature {
    /** Where notices are sent to, under the server's address. */
    public static final String PATH = "/lti/notices";

    static final int MAX_NOTICES = 64;
    private static final Logger LOG = LoggerFactory.getLogger(NoticeFeature.class);
    private static final int MAX_BODY = 512 * 1024;
    private static final int MAX_TOKEN = 32 * 1024;
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EACH = 120;
    private static final int ALL = 1200;

    private final Notices notices;
    private final ClientAddress clients;
    private final RateLimit limit;

    public NoticeFeature(Notices notices, ClientAddress clients, Clock clock) {
        this.notices = notices;
        this.clients = clients;
        this.limit = new RateLimit(clock, WINDOW, EACH, ALL);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post(PATH, this::take);
    }

    private record Notice(@Nullable String jwt) {}

    private record Batch(@Nullable List<@Nullable Notice> notices) {}

    private void take(Context ctx) {
        if (!limit.allows(clients.of(ctx))) {
            throw ApiError.tooMany("Too many notices at once. Send them again in a minute.");
        }
        List<@Nullable Notice> batch = Json.read(ctx, Batch.class, MAX_BODY).notices();
        if (batch == null) {
            throw ApiError.badRequest("\"notices\" is missing.");
        }
        if (batch.size() > MAX_NOTICES) {
            throw new ApiError(413, "too_large", "At most " + MAX_NOTICES + " notices are taken at once.");
        }
        ApiError first = null;
        for (Notice notice : batch) {
            ApiError refusal = refusal(notice == null ? null : notice.jwt());
            first = first == null ? refusal : first;
        }
        if (first != null) {
            throw first;
        }
        ctx.status(204);
    }

    /** Null for a notice that was taken. */
    private @Nullable ApiError refusal(@Nullable String jwt) {
        if (jwt == null || jwt.length() > MAX_TOKEN) {
            return ApiError.badRequest("A notice has a \"jwt\" of at most " + MAX_TOKEN + " characters.");
        }
        try {
            notices.take(jwt);
            return null;
        } catch (Refused refused) {
            LOG.atInfo()
                    .addKeyValue("code", refused.refusal().code())
                    .addKeyValue("detail", refused.detail())
                    .log("A notice was refused");
            return new ApiError(
                    refused.refusal().status(),
                    refused.refusal().code(),
                    refused.refusal().forAdmin());
        }
    }
}
