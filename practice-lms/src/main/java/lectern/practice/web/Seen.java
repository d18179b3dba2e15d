package lectern.practice.web;

import java.util.ArrayList;
import java.util.List;

/** What this LMS saw of the first steps besides what it keeps anyway. Any thread. */
final class Seen {

    /** Who was let go to the tool by a link, by their last time, the latest last; at most everybody of the campus. */
    private final List<String> people = new ArrayList<>();

    private boolean points;

    synchronized void opened(String person) {
        people.remove(person);
        people.add(person);
    }

    synchronized boolean hasOpened(String person) {
        return people.contains(person);
    }

    /** Whether one person's last time came after the other one's; false unless both were there. */
    synchronized boolean openedAfter(String one, String other) {
        return hasOpened(other) && people.indexOf(one) > people.indexOf(other);
    }

    /** Somebody looked at a gradebook with points in it. */
    synchronized void points() {
        points = true;
    }

    synchronized boolean hasPoints() {
        return points;
    }
}
