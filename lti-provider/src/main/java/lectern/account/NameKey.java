package lectern.account;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name in the spelling in which two lists' names are compared: without case, marks and punctuation, its parts in
 * alphabetical order, so that "Lindqvist, Maya" is "maya lindqvist".
 */
public final class NameKey {
    /** Accents and vowel points, which NFKD sets apart; the vowel signs of Indic scripts are letters to their readers. */
    private static final Pattern MARKS = Pattern.compile("[\\u0300-\\u036f\\u0591-\\u05c7\\u064b-\\u0652]+");

    private static final Pattern APOSTROPHES = Pattern.compile("['’ʼ`´]");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");

    private NameKey() {}

    /** Empty for a text without any letter or digit. */
    public static String of(String name) {
        String plain = MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String[] parts = BETWEEN.split(APOSTROPHES.matcher(plain).replaceAll(""), 0);
        Arrays.sort(parts);
        return String.join(" ", parts).strip();
    }
}
