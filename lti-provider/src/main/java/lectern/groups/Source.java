package lectern.groups;

import java.util.Locale;

/** Where a course's groups are known from. */
public enum Source {
    /** The LMS's groups service (Course Groups Service 1.0): all groups with their members. */
    SERVICE,
    /** The launches of students, each with that student's own groups: ids without names. */
    LAUNCH,
    /** A list that a teacher gave. */
    LIST;

    /** As stores and pages write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
