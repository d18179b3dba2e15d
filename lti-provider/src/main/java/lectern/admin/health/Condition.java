package lectern.admin.health;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of the console's health: what was looked at, what was found, and how bad that is. The page has a sentence and,
 * unless it is good, what to do for each outcome.
 *
 * @param check what was looked at
 * @param outcome what was found
 * @param registration whose; null for the server
 * @param values for the sentence: numbers, times and addresses
 * @param said the other side's own words; null for none
 */
record Condition(
        Check check,
        Outcome outcome,
        @Nullable Long registration,
        Map<String, Object> values,
        @Nullable String said) {
    Condition {
        values = Map.copyOf(values);
    }

    /** What is looked at. */
    enum Check {
        HTTPS,
        CERTIFICATE,
        STORE,
        RECORDER,
        DISK,
        KEYS,
        REGISTRATIONS,
        CLOCK,
        KEYSET,
        LAUNCH,
        SCORES,
        ROSTER
    }

    /** How bad it is. */
    enum State {
        GOOD,
        /** Nothing is known yet, or nothing is to be said. */
        NOTHING,
        WARN,
        BAD
    }

    /** What is found. */
    enum Outcome {
        FINE(State.GOOD),
        CHANGING(State.GOOD),
        NEVER(State.NOTHING),
        LOCAL(State.NOTHING),
        SOON(State.WARN),
        LOW(State.WARN),
        OLD(State.WARN),
        NONE(State.WARN),
        WAITING(State.WARN),
        OFF(State.WARN),
        HELD_UP(State.WARN),
        STALE(State.WARN),
        FAR_OFF(State.BAD),
        FAILED(State.BAD),
        EXPIRED(State.BAD),
        FULL(State.BAD);

        private final State state;

        Outcome(State state) {
            this.state = state;
        }

        State state() {
            return state;
        }
    }

    /** Of the server. */
    static Condition of(Check check, Outcome outcome) {
        return new Condition(check, outcome, null, Map.of(), null);
    }

    Condition with(String name, @Nullable Object value) {
        if (value == null) {
            return this;
        }
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Condition(check, outcome, registration, more, said);
    }

    Condition in(long ofRegistration) {
        return new Condition(check, outcome, ofRegistration, values, said);
    }

    Condition saying(@Nullable String words) {
        return new Condition(check, outcome, registration, values, words);
    }
}
