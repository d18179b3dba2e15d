package lectern.practice.services;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.campus.Part;
import lectern.practice.campus.Person;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.grades.Grade;
import lectern.practice.grades.Gradebook;
import lectern.practice.grades.LineItem;
import lectern.practice.grades.Score;
import lectern.practice.platform.Addresses;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Page;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;
import org.jspecify.annotations.Nullable;

/** Scores that come in and results that go out (Assignment and Grade Services 2.0 §3.3 and §3.4). */
final class Scores {

    static final String TYPE = "application/vnd.ims.lis.v1.score+json";
    static final String RESULTS_TYPE = "application/vnd.ims.lis.v2.resultcontainer+json";

    private static final Set<String> ACTIVITY =
            Set.of("Initialized", "Started", "InProgress", "Submitted", "Completed");
    private static final Set<String> GRADING = Set.of("FullyGraded", "Pending", "PendingManual", "Failed", "NotReady");
    private static final Pattern SUB_SECOND = Pattern.compile(".*T\\d\\d:\\d\\d:\\d\\d\\.\\d+.*");

    private final Campus campus;
    private final Gradebook gradebook;
    private final Addresses addresses;
    private final Switches switches;

    Scores(Campus campus, Gradebook gradebook, Addresses addresses, Switches switches) {
        this.campus = campus;
        this.gradebook = gradebook;
        this.addresses = addresses;
        this.switches = switches;
    }

    Answer post(Request request, Course course, LineItem column) {
        Map<String, Object> json = Json.object(request.body());
        Person student = student(Json.needed(json, "userId"), course);
        Score score = score(json);
        if (!gradebook.score(column, student.sub(), score)) {
            boolean canvas = switches.face() == Face.CANVAS;
            throw new Refusal(canvas ? 400 : 409, "timestamp is not later than that of the last score");
        }
        return switches.face() == Face.CANVAS
                ? Answer.json(Map.of("resultUrl", addresses.result(column, student.sub(), switches.face())))
                : Answer.nothing();
    }

    private Person student(String sub, Course course) {
        boolean canvas = switches.face() == Face.CANVAS;
        Person person = campus.bySub(sub)
                .filter(campus.enrolled(course)::contains)
                .orElseThrow(() -> new Refusal(canvas ? 422 : 404, "userId is nobody of this course"));
        if (campus.part(person) != Part.STUDENT) {
            throw new Refusal(canvas ? 422 : 400, "userId is no student: only students have grades");
        }
        return person;
    }

    private static Score score(Map<String, Object> json) {
        Instant timestamp = timestamp(Json.needed(json, "timestamp"));
        String activity = oneOf(json, "activityProgress", ACTIVITY);
        String grading = oneOf(json, "gradingProgress", GRADING);
        Double given = Json.number(json, "scoreGiven");
        Double maximum = Json.number(json, "scoreMaximum");
        if (given != null && given < 0) {
            throw new Refusal(422, "scoreGiven is below 0");
        }
        if (given != null && (maximum == null || !(maximum > 0))) {
            throw new Refusal(422, "scoreGiven needs a scoreMaximum above 0");
        }
        return new Score(
                given, maximum == null ? 1 : maximum, Json.text(json, "comment"), activity, grading, timestamp);
    }

    /** §3.4.7: ISO 8601 with a zone and parts of a second. */
    private static Instant timestamp(String text) {
        if (!SUB_SECOND.matcher(text).matches()) {
            throw new Refusal(400, "timestamp must have parts of a second, like 2026-11-02T10:00:00.123Z");
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new Refusal(400, "timestamp must be ISO 8601 with a zone, like 2026-11-02T10:00:00.123Z");
        }
    }

    private static String oneOf(Map<String, Object> json, String field, Set<String> words) {
        String value = Json.needed(json, field);
        if (!words.contains(value)) {
            throw new Refusal(400, field + " is none of the words that the standard has for it");
        }
        return value;
    }

    /** Grades that count, a teacher's own among them. */
    Answer results(Request request, Course course, LineItem column) {
        String user = request.parameter("user_id");
        List<Map<String, Object>> all = campus.students(course).stream()
                .filter(p -> user == null || user.equals(p.sub()))
                .map(p -> result(column, p))
                .flatMap(Optional::stream)
                .toList();
        Page<Map<String, Object>> page = Page.of(all, request, addresses.issuer());
        return Answer.list(RESULTS_TYPE, page.items(), page.next());
    }

    private Optional<Map<String, Object>> result(LineItem column, Person person) {
        return gradebook.grade(column, person.sub()).flatMap(grade -> {
            double maximum = column.fields().scoreMaximum();
            Double points = grade.points(maximum);
            return points == null ? Optional.empty() : Optional.of(json(column, person, grade, points));
        });
    }

    private Map<String, Object> json(LineItem column, Person person, Grade grade, double points) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", addresses.result(column, person.sub(), switches.face()));
        json.put("scoreOf", addresses.lineItem(column, switches.face()));
        json.put("userId", person.sub());
        json.put("resultScore", points);
        json.put("resultMaximum", column.fields().scoreMaximum());
        String comment = comment(grade);
        if (comment != null) {
            json.put("comment", comment);
        }
        return json;
    }

    private static @Nullable String comment(Grade grade) {
        return grade.score() == null ? null : grade.score().comment();
    }
}
