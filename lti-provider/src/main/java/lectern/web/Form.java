package lectern.web;

import io.javalin.http.Context;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of an {@code application/x-www-form-urlencoded} body; of a field that is there twice, the first. */
public final class Form {
    private static final int MAX_FIELDS = 100;

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * Reads the body.
     *
     * @throws ApiError {@code too_large}, or {@code bad_request} when it is no form
     */
    public static Form read(Context ctx, int maxBytes) {
        return parse(new String(Body.read(ctx, maxBytes), StandardCharsets.UTF_8));
    }

    /** The fields of a query, without the question mark; null gives an empty form. */
    public static Form parse(@Nullable String encoded) {
        Map<String, String> fields = new HashMap<>();
        if (encoded == null || encoded.isEmpty()) {
            return new Form(fields);
        }
        String[] pairs = encoded.split("&", MAX_FIELDS + 1);
        if (pairs.length > MAX_FIELDS) {
            throw ApiError.badRequest("The form has too many fields.");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            fields.putIfAbsent(decode(name), decode(value));
        }
        return new Form(fields);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiError.badRequest("The form is not understood.");
        }
    }

    /** The field's value; null when it is absent or empty. */
    public @Nullable String get(String name) {
        String value = fields.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
