package lectern.account;

import java.security.SecureRandom;
import java.util.Locale;

/** What somebody whom we did not know before is called. */
public final class NewPerson {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

    private NewPerson() {}

    /** A public id: ten letters and digits, 50 bits. */
    public static String publicId() {
        StringBuilder id = new StringBuilder(10);
        for (int i = 0; i < 10; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** "Student 3F2A", for a name that the LMS keeps to itself: told apart, yet says nothing of the person. */
    public static String standInName(Role role, String publicId) {
        String kind = switch (role) {
            case HOST -> "Teacher";
            case STUDENT -> "Student";
            case OBSERVER -> "Guest";
        };
        return kind + " " + publicId.substring(publicId.length() - 4).toUpperCase(Locale.ROOT);
    }
}
