package lectern.schedule;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A rule with what became of single classes.
 *
 * @param uid what calendars know it by
 * @param changes by the day that the rule gives a class; days that the rule no longer has are without effect
 * @param sequence how often it was changed (RFC 5545 §3.8.7.4)
 */
public record Series(
        long id, String uid, Rule rule, SortedMap<LocalDate, Change> changes, int sequence, Instant changedAt) {
    public Series {
        changes = new TreeMap<>(changes);
    }

    /** All its classes in the order in which they take place, the cancelled ones included. */
    public List<Occurrence> occurrences() {
        return rule.days().stream()
                .map(this::on)
                .sorted(Comparator.comparing(one -> one.times().starts()))
                .toList();
    }

    private Occurrence on(LocalDate day) {
        ClassTimes planned = rule.on(day);
        Change change = changes.get(day);
        if (change == null) {
            return new Occurrence(id, day, planned, false, false);
        }
        return new Occurrence(id, day, change.instead(planned, rule.zone()), change.cancelled(), !change.cancelled());
    }

    /** What of it is yet to come, as a rule with its changes; empty when it is over. */
    Optional<Ahead> ahead(Instant now) {
        List<LocalDate> left =
                rule.days().stream().filter(day -> !on(day).over(now)).toList();
        if (left.isEmpty()) {
            return Optional.empty();
        }
        LocalDate first = left.get(0);
        LocalDate last = left.get(left.size() - 1);
        Repeat repeat = rule.repeat() == null
                ? null
                : Repeat.until(rule.repeat().days(), rule.repeat().every(), last);
        Map<LocalDate, Change> kept = new TreeMap<>(changes.tailMap(first));
        // A class that was brought forward and held lies between those that are left.
        rule.days().stream()
                .filter(day -> day.isAfter(first) && on(day).over(now))
                .forEach(day -> kept.put(day, Change.CANCELLED));
        return Optional.of(
                new Ahead(new Rule(rule.zone(), first, rule.starts(), rule.minutes(), repeat), new TreeMap<>(kept)));
    }

    /** The rest of a series. */
    record Ahead(Rule rule, SortedMap<LocalDate, Change> changes) {}

    /** When the last of it is over, moved classes included. */
    Instant over() {
        return occurrences().stream()
                .map(one -> one.times().ends())
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }
}
