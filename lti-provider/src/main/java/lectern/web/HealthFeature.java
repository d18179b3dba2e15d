package lectern.web;

import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * {@code GET /health}: 200 while the store answers, else 503. The recorder's state is told, but a class goes on without
 * it.
 */
public final class HealthFeature implements Feature {
    private final BooleanSupplier store;
    private final Supplier<String> recorder;
    private final String version;

    /** @param recorder a word, such as "up" or "restarting" */
    public HealthFeature(BooleanSupplier store, Supplier<String> recorder, String version) {
        this.store = store;
        this.recorder = recorder;
        this.version = version;
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/health", ctx -> {
            boolean answers = store.getAsBoolean();
            Map<String, String> health = new LinkedHashMap<>();
            health.put("store", answers ? "up" : "down");
            health.put("recorder", recorder.get());
            health.put("version", version);
            ctx.status(answers ? 200 : 503);
            Json.answer(ctx, health);
        });
    }
}
