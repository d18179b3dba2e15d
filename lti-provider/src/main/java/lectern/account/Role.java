package lectern.account;

import java.util.Locale;

/** A person's part in a class, from the context roles of their launch (LTI Core 1.3 §5.3.7). */
public enum Role {
    /** Instructors and assistants: all hosts of a class are equal. */
    HOST,
    STUDENT,
    /** Mentors: hears and sees, sends nothing, counts nowhere. */
    OBSERVER;

    /** The word in the protocol and the store. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of a stored word; throws for an unknown one. */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
