package lectern.lobby;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Objects;
import lectern.account.Accounts;
import lectern.account.Identity;
import lectern.account.Identity.Purpose;
import lectern.account.NameKey;
import lectern.account.ShownText;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/lobby/name}: where the LMS does not tell names, people say what they are called in class. Nobody takes the
 * name of somebody else of the course, in whatever spelling.
 */
public final class NameFeature implements Feature {
    private static final int MAX_BODY = 1024;
    private static final int MAX_LETTERS = 60;

    private final Accounts accounts;
    private final NameStore store;

    public NameFeature(Accounts accounts, Database database) {
        this.accounts = accounts;
        this.store = new NameStore(database);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.put("/api/lobby/name", this::choose);
    }

    private record Wish(@Nullable String name) {}

    private void choose(Context ctx) {
        Identity who = accounts.authenticate(ctx, Purpose.LOBBY);
        String name = ShownText.of(
                Objects.requireNonNullElse(Json.read(ctx, Wish.class, MAX_BODY).name(), ""));
        if (NameKey.of(name).isEmpty()) {
            throw ApiError.badRequest("A name has at least one letter or digit.");
        }
        if (name.codePointCount(0, name.length()) > MAX_LETTERS) {
            throw ApiError.badRequest("A name has at most " + MAX_LETTERS + " letters.");
        }
        NameStore.Choice choice = store.choose(who.classId(), who.personId(), name);
        if (choice == NameStore.Choice.SOMEBODY_ELSES) {
            throw new ApiError(409, "name_taken", "Somebody else of this course is called that. Add something to it.");
        }
        if (choice == NameStore.Choice.THE_LMSS) {
            throw ApiError.notAllowed("Your name comes from your course.");
        }
        Json.answer(ctx, Map.of("name", name));
    }
}
