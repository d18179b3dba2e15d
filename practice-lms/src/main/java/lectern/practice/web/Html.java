package lectern.practice.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Text made safe for the places of a page it goes to. */
final class Html {

    private Html() {}

    /** For element content and for attribute values in double quotes. */
    static String text(String plain) {
        StringBuilder out = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /** For the value of a query parameter; needs no {@link #text} any more. */
    static String query(String plain) {
        return URLEncoder.encode(plain, StandardCharsets.UTF_8);
    }
}
