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

    /** A link out of the page; one that leaves the frame opens over it, or in a tab of its own. */
    public record Link(String text, String href, Target target) {
        /** Where a link opens. */
        public enum Target {
            TAB,
            TOP
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
        String target = link.target() == Link.Target.TAB ? "target=\"_blank\" rel=\"noopener\"" : "target=\"_top\"";
        return "<a " + target + " href=\"" + Html.escape(link.href()) + "\">" + Html.escape(link.text()) + "</a>";
    }
}
