package lectern.lti.deeplink;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/deeplink}: the teacher's choice, for a signed answer that the page carries to the LMS. */
public final class DeepLinkFeature implements Feature {
    private static final int MAX_BODY = 64 * 1024;
    private static final String BEARER = "Bearer ";

    private final Choices choices;

    public DeepLinkFeature(Choices choices) {
        this.choices = choices;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/api/deeplink", this::answer);
    }

    private record Body(@Nullable List<@Nullable Wish> items) {}

    private void answer(Context ctx) {
        String header = ctx.header("Authorization");
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw ApiError.signedOut();
        }
        List<@Nullable Wish> items = Json.read(ctx, Body.class, MAX_BODY).items();
        if (items == null) {
            throw ApiError.badRequest("\"items\" is missing; an empty list adds nothing.");
        }
        List<Wish> wishes = items.stream()
                .map(item -> {
                    if (item == null) {
                        throw ApiError.badRequest("An item is missing.");
                    }
                    return item;
                })
                .toList();
        Json.answer(ctx, choices.answer(header.substring(BEARER.length()).strip(), wishes));
    }
}
