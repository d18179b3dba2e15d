package lectern.admin;

import io.javalin.http.Context;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/** Where a list goes on, and numbers in addresses. */
final class Paging {
    private Paging() {}

    /** The entry that a list goes on behind, from the query's {@code before}; null for the beginning. */
    static @Nullable Long before(Context ctx) {
        String text = ctx.queryParam("before");
        return text == null || text.isEmpty() ? null : (Long) number(text);
    }

    /** The {@code id} of the path. */
    static long id(Context ctx) {
        return number(ctx.pathParam("id"));
    }

    static long number(String text) {
        if (!text.matches("[0-9]{1,15}")) {
            throw ApiError.badRequest("The address is not right.");
        }
        return Long.parseLong(text);
    }
}
