package lectern.settings;

import java.util.Collection;
import java.util.Comparator;

/** The known key that a mistyped one most likely meant: the least edit distance. */
final class NearestKey {
    private NearestKey() {}

    /** What to tell the operator of an unknown key. */
    static String sentence(String key, Collection<String> known) {
        boolean section = known.stream().anyMatch(candidate -> candidate.startsWith(key + "."));
        return section
                ? key + " is a section; write its settings, such as "
                        + of(
                                key,
                                known.stream()
                                        .filter(candidate -> candidate.startsWith(key + "."))
                                        .toList())
                : key + " is not a setting; did you mean " + of(key, known) + "?";
    }

    static String of(String key, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String candidate) -> distance(key, candidate))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** Levenshtein distance, row by row. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
