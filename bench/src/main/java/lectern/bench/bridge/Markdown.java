package lectern.bench.bridge;

import java.util.List;

/** A table's text, growing. */
public final class Markdown {
    private final StringBuilder text = new StringBuilder();

    public Markdown title(String title) {
        text.append("### ").append(title).append("\n\n");
        return this;
    }

    public Markdown head(String... columns) {
        row(columns);
        text.append("|").append("---|".repeat(columns.length)).append('\n');
        return this;
    }

    public Markdown row(String... cells) {
        text.append("| ").append(String.join(" | ", List.of(cells))).append(" |\n");
        return this;
    }

    /** Sentences after the table. */
    public Markdown note(String sentences) {
        text.append('\n').append(sentences).append('\n');
        return this;
    }

    /** A figure that says when it is over its aim. */
    static String judged(String format, double figure, double aim) {
        return Figures.text(format, figure) + (figure > aim ? " (misses)" : "");
    }

    Markdown blank() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
