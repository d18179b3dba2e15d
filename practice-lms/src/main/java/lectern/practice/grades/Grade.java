package lectern.practice.grades;

import org.jspecify.annotations.Nullable;

/**
 * One cell.
 *
 * @param score the tool's last word, null before it spoke
 * @param teacher points that a teacher wrote over it
 * @param trampled whether the tool spoke after the teacher: allowed by the standard, and rude
 */
public record Grade(@Nullable Score score, @Nullable Double teacher, boolean trampled) {

    /** What counts, on the scale of the column; null when there is nothing yet. */
    public @Nullable Double points(double columnMaximum) {
        if (teacher != null && !trampled) {
            return teacher;
        }
        return score == null ? null : score.on(columnMaximum);
    }
}
