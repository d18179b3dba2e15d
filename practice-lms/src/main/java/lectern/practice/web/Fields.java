package lectern.practice.web;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Parts of forms. */
final class Fields {

    private Fields() {}

    /** A choice between the constants of an enum. */
    static <E extends Enum<E>> String select(String name, String label, E chosen, Function<E, String> words) {
        String options = Arrays.stream(chosen.getDeclaringClass().getEnumConstants())
                .map(e -> "<option value=\"" + value(e) + "\"" + (e == chosen ? " selected" : "") + ">"
                        + Html.text(words.apply(e)) + "</option>")
                .collect(Collectors.joining());
        return "<label class=\"field\"><span>" + Html.text(label) + "</span><select name=\"" + name + "\">" + options
                + "</select></label>";
    }

    static String value(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** The constant that a form chose; what it was before when it chose none. */
    static <E extends Enum<E>> E chosen(@Nullable String value, E before) {
        return Arrays.stream(before.getDeclaringClass().getEnumConstants())
                .filter(e -> value(e).equals(value))
                .findFirst()
                .orElse(before);
    }
}
