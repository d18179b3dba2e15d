package lectern.lobby;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.live.Probes;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/** {@code /api/lobby/probe}: which way through the network works, before class. */
public final class ProbeFeature implements Feature {
    private static final int MAX_BODY = 64 * 1024;

    private final Accounts accounts;
    private final Probes probes;

    public ProbeFeature(Accounts accounts, Probes probes) {
        this.accounts = accounts;
        this.probes = probes;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.post("/api/lobby/probe", this::open);
        routes.post("/api/lobby/probe/{id}", this::answer);
        routes.delete("/api/lobby/probe/{id}", this::end);
    }

    private void open(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        Json.answer(ctx, probes.open(who.publicId()));
    }

    private record Answer(@Nullable String path, @Nullable String sdp) {}

    private void answer(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        Answer answer = Json.read(ctx, Answer.class, MAX_BODY);
        if (answer.path() == null || answer.sdp() == null) {
            throw ApiError.badRequest("An answer has a \"path\" and an \"sdp\".");
        }
        probes.answer(who.publicId(), ctx.pathParam("id"), answer.path(), answer.sdp());
        ctx.status(204);
    }

    private void end(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        probes.end(who.publicId(), ctx.pathParam("id"));
        ctx.status(204);
    }
}
