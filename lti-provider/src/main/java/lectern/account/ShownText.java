package lectern.account;

import java.util.regex.Pattern;

/** Names and titles from an LMS, fit for other people's screens: one line, no control or direction marks, not endless. */
public final class ShownText {
    private static final int MAX = 200;
    /** Control characters, and the marks that turn the direction of the text that follows (UAX #9 §2). */
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+");

    private ShownText() {}

    public static String of(String text) {
        String line = UNFIT.matcher(text).replaceAll(" ").strip().replaceAll(" {2,}", " ");
        if (line.length() <= MAX) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(MAX - 2)) ? MAX - 2 : MAX - 1;
        return line.substring(0, end) + "…";
    }
}
