package lectern.practice.grades;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tool says about one student (Assignment and Grade Services 2.0 §3.4).
 *
 * @param given null when there are no points yet, or none any more
 * @param maximum what {@code given} is out of
 */
public record Score(
        @Nullable Double given,
        double maximum,
        @Nullable String comment,
        String activityProgress,
        String gradingProgress,
        Instant timestamp) {

    /** Only then it counts. */
    public boolean graded() {
        return given != null && gradingProgress.equals("FullyGraded");
    }

    /** The points on the scale of a column. */
    public @Nullable Double on(double columnMaximum) {
        return given == null || !graded() ? null : given * columnMaximum / maximum;
    }
}
