package lectern.practice.wire;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reading and writing JSON without trusting its shape. */
public final class Json {

    private Json() {}

    public static String write(Map<String, ?> object) {
        return JSONObjectUtils.toJSONString(object);
    }

    public static String write(List<?> array) {
        return JSONArrayUtils.toJSONString(array);
    }

    /**
     * An object.
     *
     * @throws Refusal when it is none
     */
    public static Map<String, Object> object(String text) {
        if (!text.strip().startsWith("{")) {
            throw new Refusal(400, "the body is no JSON object"); // the parser takes a list of pairs for one
        }
        try {
            return JSONObjectUtils.parse(text);
        } catch (ParseException e) {
            throw new Refusal(400, "the body is no JSON object");
        }
    }

    /** A text field that is there and not blank. */
    public static @Nullable String text(Map<String, ?> object, String field) {
        return object.get(field) instanceof String text && !text.isBlank() ? text : null;
    }

    /**
     * A text field that must be there.
     *
     * @throws Refusal when it is not
     */
    public static String needed(Map<String, ?> object, String field) {
        String text = text(object, field);
        if (text == null) {
            throw new Refusal(400, field + " is missing");
        }
        return text;
    }

    /** A number, null when there is none. */
    public static @Nullable Double number(Map<String, ?> object, String field) {
        return object.get(field) instanceof Number number ? number.doubleValue() : null;
    }

    /** The texts of a list; empty when there is none. */
    public static List<String> texts(Map<String, ?> object, String field) {
        return list(object, field).stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList();
    }

    public static List<?> list(Map<String, ?> object, String field) {
        return object.get(field) instanceof List<?> list ? list : List.of();
    }

    /** An object inside an object; empty when there is none. */
    public static Map<String, Object> inner(Map<String, ?> object, String field) {
        return asObject(object.get(field));
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are texts
    public static Map<String, Object> asObject(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
