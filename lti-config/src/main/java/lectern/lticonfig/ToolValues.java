package lectern.lticonfig;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The values that any LMS's form asks for, in words that the forms use. */
public final class ToolValues {
    private ToolValues() {}

    /** Label to value, in the order in which forms ask. */
    public static Map<String, String> of(ToolDescription tool) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("Tool name", tool.about().name());
        values.put("Dynamic registration URL", tool.registrationUrl());
        values.put("Tool URL (target link URI)", tool.launchUrl());
        values.put("LTI version", "1.3");
        values.put("Public keyset URL (JWKS)", tool.keysUrl());
        values.put("Initiate login URL", tool.loginUrl());
        values.put("Redirection URI", tool.launchUrl());
        values.put("Domain", tool.domain());
        List<String> scopes = tool.scopes(Family.GENERIC);
        values.put("Services (scopes)", scopes.isEmpty() ? "none" : String.join(" ", scopes));
        values.put(
                "Custom parameters",
                tool.custom().isEmpty()
                        ? "none"
                        : tool.custom().entrySet().stream()
                                .map(entry -> entry.getKey() + "=" + entry.getValue())
                                .sorted()
                                .collect(Collectors.joining(" ")));
        values.put(
                "Privacy",
                switch (tool.privacy()) {
                    case ANONYMOUS -> "nothing of the person is needed";
                    case NAME_ONLY -> "share the name, not the e-mail";
                    case PUBLIC -> "share name and e-mail address";
                });
        return values;
    }

    /** One value a line, labels aligned. */
    public static String asText(ToolDescription tool) {
        Map<String, String> values = of(tool);
        int width = values.keySet().stream().mapToInt(String::length).max().orElse(0);
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " ".repeat(width - entry.getKey().length()) + "  " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }

    static String asMarkdownTable(ToolDescription tool) {
        return "| Field | Value |\n|---|---|\n"
                + of(tool).entrySet().stream()
                        .map(entry -> "| " + entry.getKey() + " | `" + entry.getValue() + "` |\n")
                        .collect(Collectors.joining());
    }
}
