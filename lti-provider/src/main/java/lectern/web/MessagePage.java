package lectern.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The page that says one thing to a person and, folded, the rest to their admin. Any thread. */
public final class MessagePage {
    private final Template template = Template.load("message.html");

    /**
     * What the page says, as plain text.
     *
     * @param code what the admin's part is headed with
     * @param details lines for the admin
     */
    public record Message(String title, String text, String code, String details, List<Link> links) {}

    /**
     * A link out of the page; one that leaves the frame opens over it, or in a tab of its own.
     *
     * @param fields for a link that has to be a form: posted to the address, in this frame
     */
    public record Link(String text, String href, Target target, Map<String, String> fields) {
        public Link {
            fields = Map.copyOf(fields);
        }

        public Link(String text, String href, Target target) {
            this(text, href, target, Map.of());
        }

        /** Where a link opens. */
        public enum Target {
            TAB,
            TOP,
            FRAME
        }
    }

    public String render(Message message) {
        return template.fill(Map.of(
                "TITLE", Html.escape(message.title()),
                "TEXT", Html.escape(message.text()),
                "CODE", Html.escape(message.code()),
                "DETAILS", Html.escape(message.details()),
                "ACTION", message.links().stream().map(MessagePage::link).collect(Collectors.joining(" "))));
    }

    private static String link(Link link) {
        if (!link.fields().isEmpty()) {
            return form(link);
        }
        String target = switch (link.target()) {
            case TAB -> "target=\"_blank\" rel=\"noopener\" ";
            case TOP -> "target=\"_top\" ";
            case FRAME -> "";
        };
        return "<a " + target + "href=\"" + Html.escape(link.href()) + "\">" + Html.escape(link.text()) + "</a>";
    }

    private static String form(Link link) {
        String fields = link.fields().entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"" + Html.escape(field.getKey()) + "\" value=\""
                        + Html.escape(field.getValue()) + "\">")
                .collect(Collectors.joining());
        return "<form method=\"post\" action=\"" + Html.escape(link.href()) + "\">" + fields + "<button>"
                + Html.escape(link.text()) + "</button></form>";
    }
}
