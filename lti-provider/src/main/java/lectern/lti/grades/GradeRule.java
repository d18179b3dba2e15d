package lectern.lti.grades;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * How presence becomes points.
 *
 * @param send whether scores go to the LMS's gradebook at all
 * @param enough minutes, 1 to 600, or per cent of the class's length, 1 to 100, that give all points
 * @param points the most one can get, above 0, at most 10,000
 * @param partial whether less presence gives a part of the points, instead of none
 */
record GradeRule(boolean send, Measure measure, int enough, double points, boolean partial) {
    static final GradeRule FIRST = new GradeRule(false, Measure.PERCENT, 75, 10, true);
    private static final int MAX_MINUTES = 600;
    static final double MAX_POINTS = 10_000;

    GradeRule {
        int most = measure == Measure.PERCENT ? 100 : MAX_MINUTES;
        if (enough < 1 || enough > most) {
            throw new IllegalArgumentException("\"enough\" must be 1 to " + most + ".");
        }
        if (!(points > 0) || points > MAX_POINTS) {
            throw new IllegalArgumentException("\"points\" must be above 0 and at most 10,000.");
        }
    }

    /** The same, sent, for other points. */
    GradeRule sent(double most) {
        return new GradeRule(true, measure, enough, most, partial);
    }

    /** What is measured. */
    enum Measure {
        MINUTES,
        PERCENT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Measure of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** The part of the points, 0 to 1, for this presence in a class of this length, both in microseconds. */
    double credit(long present, long length) {
        double asked = measure == Measure.PERCENT
                ? length * (enough / 100.0)
                // Nobody can be in a class for longer than it is.
                : Math.min((double) length, (double) TimeUnit.MINUTES.toMicros(enough));
        double part = asked <= 0 ? 1 : Math.min(1, present / asked);
        return partial ? part : Math.floor(part);
    }
}
