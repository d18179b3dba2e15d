package lectern.lticonfig;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guide as HTML: headings, paragraphs, numbered lists, tables, bold and code, which is all that our guides use. */
public final class GuideHtml {
    private static final Pattern CODE = Pattern.compile("`([^`]*)`");
    private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");
    private static final Pattern STEP = Pattern.compile("([0-9]+)\\. (.*)");

    private final StringBuilder out = new StringBuilder();
    private boolean list;
    private boolean table;

    private GuideHtml() {}

    /** What goes between the tags of {@code main}. */
    public static String render(String markdown) {
        GuideHtml html = new GuideHtml();
        markdown.lines().forEach(html::line);
        html.end();
        return html.out.toString();
    }

    private void line(String line) {
        Matcher step = STEP.matcher(line);
        if (line.startsWith("|")) {
            row(line);
        } else if (step.matches()) {
            endTable();
            if (!list) {
                out.append("<ol start=\"").append(step.group(1)).append("\">\n");
                list = true;
            }
            out.append("<li>").append(inline(step.group(2))).append("</li>\n");
        } else {
            end();
            if (line.startsWith("## ")) {
                out.append("<h2>").append(inline(line.substring(3))).append("</h2>\n");
            } else if (line.startsWith("# ")) {
                out.append("<h1>").append(inline(line.substring(2))).append("</h1>\n");
            } else if (!line.isBlank()) {
                out.append("<p>").append(inline(line)).append("</p>\n");
            }
        }
    }

    private void row(String line) {
        if (line.startsWith("|---")) {
            return;
        }
        if (!table) {
            out.append("<table>\n");
            table = true;
        }
        List<String> cells = new ArrayList<>(List.of(line.substring(1).split("\\|", -1)));
        out.append("<tr>");
        for (String cell : cells.subList(0, cells.size() - 1)) {
            out.append("<td>").append(inline(cell.strip())).append("</td>");
        }
        out.append("</tr>\n");
    }

    private void endTable() {
        if (table) {
            out.append("</table>\n");
            table = false;
        }
    }

    private void end() {
        if (list) {
            out.append("</ol>\n");
            list = false;
        }
        endTable();
    }

    private static String inline(String text) {
        String escaped = text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
        String code = CODE.matcher(escaped).replaceAll("<code>$1</code>");
        return BOLD.matcher(code).replaceAll("<strong>$1</strong>");
    }
}
