package lectern.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one message strictly: each has its type and range, or the message is refused. After the first
 * problem the getters answer harmless values, and {@link #problem()} names the field. Fields that nobody asks for are
 * ignored, so that newer clients can say more.
 */
final class Fields {
    private static final int MAX_PERSON = 64;

    private final ObjectNode message;
    private @Nullable String problem;

    Fields(ObjectNode message) {
        this.message = message;
    }

    /** The first field that is not as it must be, in a sentence; null when all are. */
    @Nullable
    String problem() {
        return problem;
    }

    private void wrong(String field, String mustBe) {
        if (problem == null) {
            problem = "\"" + field + "\" must be " + mustBe + ".";
        }
    }

    boolean flag(String field) {
        JsonNode value = message.path(field);
        if (!value.isBoolean()) {
            wrong(field, "true or false");
        }
        return value.asBoolean();
    }

    /** False when the field is missing. */
    boolean optionalFlag(String field) {
        return !message.path(field).isMissingNode() && flag(field);
    }

    int number(String field, int min, int max) {
        JsonNode value = message.path(field);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            wrong(field, "a whole number from " + min + " to " + max);
            return min;
        }
        return value.intValue();
    }

    /** Null when the field is null or missing. */
    @Nullable
    Integer optionalNumber(String field, int min, int max) {
        JsonNode value = message.path(field);
        return value.isNull() || value.isMissingNode() ? null : (Integer) number(field, min, max);
    }

    /** Text of {@code min} to {@code max} UTF-16 units after trimming; control characters but line breaks are refused. */
    String text(String field, int min, int max) {
        JsonNode value = message.path(field);
        String text = value.isTextual() ? value.textValue().strip() : "";
        if (!value.isTextual() || text.length() < min || text.length() > max || !printable(text)) {
            wrong(field, "a text of " + min + " to " + max + " characters");
            return "";
        }
        return text;
    }

    private static boolean printable(String text) {
        return text.codePoints()
                .allMatch(c -> c == '\n'
                        || c == '\t'
                        || !(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE));
    }

    /** A text that is taken as it is, line ends and all. */
    String raw(String field, int max) {
        JsonNode value = message.path(field);
        if (!value.isTextual()
                || value.textValue().isEmpty()
                || value.textValue().length() > max) {
            wrong(field, "a text of 1 to " + max + " characters");
            return "";
        }
        return value.textValue();
    }

    /** A person's id: 1 to 64 characters. */
    String person(String field) {
        return personOf(message.path(field), field);
    }

    private String personOf(JsonNode value, String field) {
        String id = value.isTextual() ? value.textValue() : "";
        if (id.isEmpty() || id.length() > MAX_PERSON) {
            wrong(field, "a person");
            return "";
        }
        return id;
    }

    List<String> persons(String field, int max) {
        JsonNode array = array(field, 0, max);
        List<String> persons = new ArrayList<>();
        array.forEach(value -> persons.add(personOf(value, field)));
        return problem == null ? persons : List.of();
    }

    /** One of these words. */
    boolean isFirstOf(String field, String first, String second) {
        String word = message.path(field).asText("");
        if (!word.equals(first) && !word.equals(second)) {
            wrong(field, "\"" + first + "\" or \"" + second + "\"");
        }
        return word.equals(first);
    }

    /** One of these words; the first when it is none of them. */
    String oneOf(String field, List<String> words) {
        String word = message.path(field).asText("");
        if (!words.contains(word)) {
            wrong(field, "one of " + String.join(", ", words));
            return words.get(0);
        }
        return word;
    }

    /** Objects, each read by fields of its own. */
    <T> List<T> objects(String field, int min, int max, Function<Fields, T> read) {
        List<T> all = new ArrayList<>();
        for (JsonNode value : array(field, min, max)) {
            if (!(value instanceof ObjectNode object)) {
                wrong(field, "a list of objects");
                return List.of();
            }
            Fields inner = new Fields(object);
            all.add(read.apply(inner));
            if (problem == null) {
                problem = inner.problem;
            }
        }
        return all;
    }

    private JsonNode array(String field, int min, int max) {
        JsonNode value = message.path(field);
        if (!value.isArray() || value.size() < min || value.size() > max) {
            wrong(field, "a list of " + min + " to " + max);
            return message.arrayNode();
        }
        return value;
    }
}
