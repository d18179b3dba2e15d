package lectern.calendar;

import java.nio.charset.StandardCharsets;

/** Content lines of RFC 5545 §3.1: folded at 75 octets, between characters, and ended by CRLF. */
final class ContentLines {
    private static final int MAX_OCTETS = 75;

    private final StringBuilder out = new StringBuilder();

    /** A line whose value is written already, such as a date or a rule. */
    ContentLines line(String name, String value) {
        String line = name + ":" + value;
        int octets = 0;
        for (int i = 0; i < line.length(); ) {
            int point = line.codePointAt(i);
            int length = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
            if (octets + length > MAX_OCTETS) {
                out.append("\r\n ");
                octets = 1;
            }
            out.appendCodePoint(point);
            octets += length;
            i += Character.charCount(point);
        }
        out.append("\r\n");
        return this;
    }

    /** A line whose value is text (§3.3.11). */
    ContentLines text(String name, String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\n') {
                escaped.append("\\n");
            } else if (c == '\\' || c == ';' || c == ',') {
                escaped.append('\\').append(c);
            } else if (!Character.isISOControl(c)) {
                escaped.append(c);
            }
        }
        return line(name, escaped.toString());
    }

    ContentLines begin(String component) {
        return line("BEGIN", component);
    }

    ContentLines end(String component) {
        return line("END", component);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
