package lectern.lti.launch;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The claims of a token as the LMS wrote them. Presence is read here and nowhere else: the wire classes fill in
 * defaults for what is absent.
 */
public final class Claims {
    /** Longest id of the standard (LTI Core 1.3 §5.3). */
    public static final int MAX_ID = 255;

    private final Map<String, ?> values;

    Claims(Map<String, ?> values) {
        this.values = values;
    }

    public Map<String, ?> values() {
        return values;
    }

    public boolean has(String name) {
        return values.get(name) != null;
    }

    /** The text of a claim; null when it is absent or no text. */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    /** An id of 1 to 255 characters, else null. */
    public @Nullable String id(String name) {
        return id(values.get(name));
    }

    /** The id inside an object claim, else null. */
    public @Nullable String idWithin(String name, String field) {
        return values.get(name) instanceof Map<?, ?> object ? id(object.get(field)) : null;
    }

    /** The text inside an object claim; null when it is absent, no text, or a variable that the LMS left as it was. */
    public @Nullable String textWithin(String name, String field) {
        Object value = values.get(name) instanceof Map<?, ?> object ? object.get(field) : null;
        return value instanceof String text && !unresolved(text) ? text : null;
    }

    /** Seconds since the epoch (RFC 7519 §2, NumericDate), which may have a fraction. */
    public OptionalLong seconds(String name) {
        return values.get(name) instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /** A claim that is one text or a list of texts; null when it is neither. */
    public @Nullable List<String> texts(String name) {
        Object value = values.get(name);
        if (value instanceof String text) {
            return List.of(text);
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            return null;
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static @Nullable String id(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() && text.length() <= MAX_ID ? text : null;
    }

    /** A custom variable that the LMS does not know comes back literally (LTI Core 1.3 §6.1). */
    public static boolean unresolved(String text) {
        return text.length() > 1 && text.charAt(0) == '$' && Character.isLetter(text.charAt(1));
    }
}
