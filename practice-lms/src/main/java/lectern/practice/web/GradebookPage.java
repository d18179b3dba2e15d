package lectern.practice.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Person;
import lectern.practice.grades.Grade;
import lectern.practice.grades.Gradebook;
import lectern.practice.grades.LineItem;
import lectern.practice.grades.Score;
import org.jspecify.annotations.Nullable;

/** The grades of a course; teachers may write over what the tool sent, students see their own row. */
final class GradebookPage {

    private final Campus campus;
    private final Gradebook gradebook;
    private final boolean reviews;

    /**
     * @param reviews whether the tool takes a click on a grade
     */
    GradebookPage(Campus campus, Gradebook gradebook, boolean reviews) {
        this.campus = campus;
        this.gradebook = gradebook;
        this.reviews = reviews;
    }

    static boolean mayWrite(Campus campus, Person person) {
        return campus.teaches(person);
    }

    /** @param filled whether there are points of anybody */
    String html(View view, boolean filled) {
        Course course = view.course();
        List<LineItem> columns = gradebook.columns(course.id());
        String body = """
                <p class="crumbs"><a href="/">People</a><a href="/person/%s">Your courses</a><a href="%s">%s</a></p>
                <h1>Gradebook</h1>
                %s
                """.formatted(
                        Html.text(view.person().id()),
                        view.coursePage(null, false),
                        Html.text(course.title()),
                        columns.isEmpty()
                                ? "<p class=\"lead\">No grades yet. A column appears here when the tool makes one.</p>"
                                : table(view, columns) + (filled ? "" : awaited(view)));
        return Layout.page("Gradebook · " + course.title(), view.person(), body);
    }

    private String table(View view, List<LineItem> columns) {
        String heads = columns.stream()
                .map(c -> "<th scope=\"col\">" + Html.text(c.fields().label()) + "<small>of "
                        + number(c.fields().scoreMaximum()) + "</small></th>")
                .collect(Collectors.joining());
        String rows = campus.students(view.course()).stream()
                .filter(p -> mayWrite(campus, view.person()) || p.equals(view.person()))
                .map(p -> row(view, p, columns))
                .collect(Collectors.joining());
        return "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Grades\"><table><thead><tr>"
                + "<th scope=\"col\">Student</th>" + heads + "</tr></thead><tbody>" + rows + "</tbody></table></div>";
    }

    /** Whether there are points of anybody. */
    static boolean filled(Ground ground, Course course) {
        return ground.campus.students(course).stream()
                .anyMatch(p -> ground.gradebook.columns(course.id()).stream()
                        .anyMatch(c -> ground.gradebook.grade(c, p.sub()).isPresent()));
    }

    /** Until the first points are there. */
    private static String awaited(View view) {
        return "<p class=\"more\" role=\"status\">No points yet. The tool sends them by itself, mostly within a minute."
                + "<a href=\"/grades/" + Html.query(view.course().id()) + "?user="
                + Html.query(view.person().id()) + "\">Look again</a></p>";
    }

    private String row(View view, Person student, List<LineItem> columns) {
        return "<tr><th scope=\"row\">" + Layout.name(student) + "</th>"
                + columns.stream().map(c -> cell(view, student, c)).collect(Collectors.joining()) + "</tr>";
    }

    private String cell(View view, Person student, LineItem column) {
        Grade grade = gradebook.grade(column, student.sub()).orElse(new Grade(null, null, false));
        Double points = grade.points(column.fields().scoreMaximum());
        String shown = points == null ? "–" : number(points);
        return "<td><p class=\"points\">" + (reviews && points != null ? review(view, student, column, shown) : shown)
                + "</p>" + notes(grade)
                + (mayWrite(campus, view.person()) ? form(view, student, column) : "") + "</td>";
    }

    private static String notes(Grade grade) {
        Score score = grade.score();
        StringBuilder notes = new StringBuilder();
        if (score != null && !score.graded()) {
            notes.append(note(score.activityProgress() + ", " + score.gradingProgress()));
        }
        if (score != null && score.comment() != null) {
            notes.append(note(Optional.ofNullable(score.comment()).orElse("")));
        }
        if (grade.trampled()) {
            notes.append("<p class=\"note error\">The tool wrote over a teacher's grade.</p>");
        } else if (grade.teacher() != null) {
            notes.append(note("Written by a teacher."));
        }
        return notes.toString();
    }

    private static String note(String text) {
        return "<p class=\"note\">" + Html.text(text) + "</p>";
    }

    private static String review(View view, Person student, LineItem column, String shown) {
        return "<a href=\"/review?course=%s&amp;user=%s&amp;student=%s&amp;column=%s\">%s</a>"
                .formatted(
                        Html.query(view.course().id()),
                        Html.query(view.person().id()),
                        Html.query(student.id()),
                        Html.query(column.id()),
                        shown);
    }

    private static String form(View view, Person student, LineItem column) {
        return """
                <form method="post" action="/grades/%s?user=%s" class="inline">
                <input type="hidden" name="column" value="%s"><input type="hidden" name="student" value="%s">
                <input name="points" inputmode="decimal" size="4" aria-label="Points of %s in %s"><button>Write</button>
                </form>
                """.formatted(
                        Html.query(view.course().id()),
                        Html.query(view.person().id()),
                        Html.text(column.id()),
                        Html.text(student.id()),
                        Html.text(student.shown()),
                        Html.text(column.fields().label()));
    }

    /** Without a needless ".0". */
    static String number(@Nullable Double value) {
        if (value == null) {
            return "–";
        }
        String text = String.format(Locale.ROOT, "%.2f", value);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
