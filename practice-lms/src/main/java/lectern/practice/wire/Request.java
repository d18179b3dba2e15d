package lectern.practice.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a service, apart from the web server.
 *
 * @param path from the root, with its leading slash
 * @param query each parameter with its values
 * @param headers by lower-case name
 */
public record Request(
        String method, String path, Map<String, List<String>> query, Map<String, String> headers, String body) {

    public @Nullable String parameter(String name) {
        List<String> values = query.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.get(0);
    }

    /** A header's value, empty when it is not there. */
    public String header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, "");
    }

    /** A whole number from 1, null when it is not there. */
    public @Nullable Integer count(String name) {
        String value = parameter(name);
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,6}")) {
            throw new Refusal(400, name + " must be a number");
        }
        return Integer.valueOf(value);
    }
}
