package lectern.bench.launches;

import java.util.Locale;

/**
 * Somebody on the way into a class.
 *
 * @param person a number, whose person the LMS names
 * @param room a number, whose class and course it is
 * @param menu by the course's menu, to the page of all its classes
 */
record Visit(int person, int room, boolean menu) {
    /** The first of every room teaches there. */
    static Visit of(int person, int rooms) {
        return new Visit(person, person % rooms, false);
    }

    boolean teaches(int rooms) {
        return person < rooms;
    }

    String sub() {
        return "person-" + person;
    }

    String name() {
        return String.format(Locale.ROOT, "Maria Fernanda Example %05d", person);
    }
}
