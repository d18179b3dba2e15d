package lectern.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the user interface with places of the form {@code __NAME__}, filled in one pass. */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("__([A-Z]+)__");

    private final String text;

    private Template(String text) {
        this.text = text;
    }

    /** A page from {@code web/} on the class path. */
    public static Template load(String name) {
        try (InputStream in = Template.class.getResourceAsStream("/web/" + name)) {
            if (in == null) {
                throw new IllegalStateException(
                        "The page web/" + name + " is missing: the user interface is not built.");
            }
            return new Template(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The page with these values in their places; a place without one stays.
     *
     * @param values HTML by name; the caller has escaped it
     */
    public String fill(Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(values.getOrDefault(found.group(1), found.group())));
    }
}
