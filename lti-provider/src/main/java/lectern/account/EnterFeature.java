package lectern.account;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/enter}: a ticket for a session token. */
public final class EnterFeature implements Feature {
    private static final int MAX_BODY = 4096;

    private final Accounts accounts;

    public EnterFeature(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/api/enter", this::enter);
    }

    private record Request(@Nullable String ticket) {}

    private void enter(Context ctx) {
        String ticket = Json.read(ctx, Request.class, MAX_BODY).ticket();
        if (ticket == null) {
            throw ApiError.badRequest("The ticket is missing.");
        }
        Accounts.Entered entered = accounts.redeem(ticket);
        Identity who = entered.identity();
        Accounts.Titles titles = accounts.titles(who.classId());
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("token", entered.token());
        answer.put("purpose", who.purpose().name().toLowerCase(Locale.ROOT));
        if (who.recordingId() != null) {
            answer.put("recording", who.recordingId());
        }
        answer.put(
                "me",
                Map.of(
                        "id",
                        who.publicId(),
                        "name",
                        who.name(),
                        "role",
                        who.role().word()));
        answer.put("course", Map.of("title", titles.course()));
        answer.put("class", Map.of("title", titles.clazz()));
        Json.answer(ctx, answer);
    }
}
