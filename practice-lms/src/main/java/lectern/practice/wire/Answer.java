package lectern.practice.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a service answers.
 *
 * @param next address of the next page for the {@code Link} header (RFC 8288), null on the last
 */
public record Answer(
        int status, String type, String body, @Nullable String next) {

    public static Answer json(Map<String, ?> object) {
        return json(200, "application/json", object);
    }

    public static Answer json(int status, String type, Map<String, ?> object) {
        return new Answer(status, type, Json.write(object), null);
    }

    public static Answer list(String type, List<?> array, @Nullable String next) {
        return new Answer(200, type, Json.write(array), next);
    }

    public static Answer nothing() {
        return new Answer(204, "text/plain", "", null);
    }
}
