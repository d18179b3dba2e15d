package lectern.lti.grades;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lectern.attendance.CourseRoster.Student;
import lectern.attendance.HeldClass;

/**
 * The scores that a class's sessions come to: the mean over the sessions that count for a student. A session without any
 * student was a try-out and counts for nobody; an excused one, or one before the student enrolled, does not count for
 * them. Pure.
 */
final class ScoreSheet {
    private ScoreSheet() {}

    /** One student's score; the comment is plain text (AGS 2.0 §3.4.8). */
    record Wanted(String person, double given, String comment) {}

    static List<Wanted> of(GradeRule rule, List<HeldClass> held, List<Student> students) {
        List<HeldClass> counting =
                held.stream().filter(one -> !one.students().isEmpty()).toList();
        List<Wanted> wanted = new ArrayList<>();
        for (Student student : students) {
            List<HeldClass> own = counting.stream()
                    .filter(one -> !one.excused().contains(student.person()))
                    .filter(one -> !student.since().isAfter(one.endedAt()))
                    .toList();
            if (!own.isEmpty()) {
                wanted.add(score(rule, own, student.person()));
            }
        }
        return wanted;
    }

    private static Wanted score(GradeRule rule, List<HeldClass> held, String person) {
        double credits = held.stream()
                .mapToDouble(one -> rule.credit(one.present(person), one.length()))
                .sum();
        double given = Math.round(rule.points() * credits / held.size() * 100) / 100.0;
        return new Wanted(person, given, comment(held, person));
    }

    private static String comment(List<HeldClass> held, String person) {
        if (held.size() == 1) {
            HeldClass one = held.get(0);
            return "Present " + spent(one.present(person), one.length());
        }
        long came = held.stream().filter(one -> one.present(person) > 0).count();
        return "Present in " + came + " of " + held.size() + " classes.";
    }

    /** Such as "30 of 60 minutes."; a class of a few minutes is told in seconds, lest who came looks absent. */
    private static String spent(long present, long length) {
        boolean few = length < TimeUnit.MINUTES.toMicros(5);
        long unit = (few ? TimeUnit.SECONDS : TimeUnit.MINUTES).toMicros(1);
        return rounded(present, unit) + " of " + rounded(length, unit) + (few ? " seconds." : " minutes.");
    }

    private static long rounded(long micros, long unit) {
        return (micros + unit / 2) / unit;
    }
}
