package lectern.lticonfig;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The guide for the admin of an LMS in Markdown, with this server's own addresses in it. */
public final class Guide {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z]+)}");

    private Guide() {}

    public static String render(ToolDescription tool, Family family) {
        Map<String, String> values = new TreeMap<>();
        values.put("name", tool.about().name());
        values.put("base", tool.baseUrl().toString());
        values.put("domain", tool.domain());
        values.put("register", tool.registrationUrl());
        values.put("launch", tool.launchUrl());
        values.put("login", tool.loginUrl());
        values.put("keys", tool.keysUrl());
        values.put(
                "custom",
                tool.custom(family).entrySet().stream()
                        .map(entry -> "`" + entry.getKey() + "=" + entry.getValue() + "`")
                        .sorted()
                        .collect(Collectors.joining(", ")));
        values.put("table", ToolValues.asMarkdownTable(tool).strip());
        String guide = PLACEHOLDER
                .matcher(template(family))
                .replaceAll(found -> Matcher.quoteReplacement(value(values, found)));
        String contact = tool.about().contact();
        return contact == null ? guide : guide + "\nQuestions: " + contact + "\n";
    }

    private static String template(Family family) {
        String name = "guides/" + family.slug() + ".md";
        try (InputStream in = Guide.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String value(Map<String, String> values, MatchResult found) {
        String value = values.get(found.group(1));
        if (value == null) {
            throw new IllegalStateException("no value for " + found.group());
        }
        return value;
    }
}
