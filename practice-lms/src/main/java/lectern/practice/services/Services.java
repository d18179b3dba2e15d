package lectern.practice.services;

import java.util.Set;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import lectern.practice.grades.Gradebook;
import lectern.practice.grades.LineItem;
import lectern.practice.platform.Addresses;
import lectern.practice.platform.LaunchMessage;
import lectern.practice.platform.Scope;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;

/** Every service of a course behind its token check. Any thread. */
public final class Services {

    private static final Set<String> READ_COLUMNS = Set.of(Scope.LINE_ITEM, Scope.LINE_ITEM_READ);

    private final Campus campus;
    private final Gradebook gradebook;
    private final Switches switches;
    private final Caller caller;
    private final Roster roster;
    private final Groups groups;
    private final LineItems lineItems;
    private final Scores scores;

    public Services(Campus campus, Gradebook gradebook, LaunchMessage messages, TokenEndpoint.Parts parts) {
        this.campus = campus;
        this.gradebook = gradebook;
        this.switches = parts.switches();
        Addresses addresses = parts.addresses();
        this.caller = new Caller(parts.tokens(), switches);
        this.roster = new Roster(campus, addresses, switches, messages);
        this.groups = new Groups(campus, addresses);
        this.lineItems = new LineItems(gradebook, addresses, switches);
        this.scores = new Scores(campus, gradebook, addresses, switches);
    }

    /** The roster of a course. */
    public Answer members(Request request, String course) {
        AccessTokens.Grant grant = caller.require(request, Set.of(Scope.ROSTER));
        caller.requireType(request, "accept", Roster.TYPE);
        return roster.members(request, course(course), grant.registration().tool());
    }

    /** The groups of a course. */
    public Answer groups(Request request, String course) {
        requireGroups(request);
        return groups.groups(request, course(course));
    }

    /** The sets that groups are in. */
    public Answer groupSets(Request request, String course) {
        requireGroups(request);
        return groups.sets(course(course));
    }

    private void requireGroups(Request request) {
        if (!switches.has(Face.Quirk.GROUPS_SERVICE)) {
            throw new Refusal(404, "this LMS has no groups service");
        }
        caller.require(request, Set.of(Scope.GROUPS));
    }

    /** The columns of a course: GET lists, POST adds. */
    public Answer columns(Request request, String course) {
        boolean read = request.method().equals("GET");
        caller.require(request, read ? READ_COLUMNS : Set.of(Scope.LINE_ITEM));
        requireSuffix(request);
        if (read) {
            caller.requireType(request, "accept", LineItems.LIST_TYPE);
            return lineItems.list(request, course(course));
        }
        caller.requireType(request, "content-type", LineItems.TYPE);
        return lineItems.create(request, course(course));
    }

    /** One column: GET, PUT, DELETE. */
    public Answer column(Request request, String course, String id) {
        boolean read = request.method().equals("GET");
        caller.require(request, read ? READ_COLUMNS : Set.of(Scope.LINE_ITEM));
        requireSuffix(request);
        LineItem column = find(course, id);
        switch (request.method()) {
            case "GET" -> {
                caller.requireType(request, "accept", LineItems.TYPE);
                return Answer.json(200, LineItems.TYPE, lineItems.json(column));
            }
            case "PUT" -> {
                caller.requireType(request, "content-type", LineItems.TYPE);
                return lineItems.replace(request, column);
            }
            default -> {
                gradebook.remove(column);
                return Answer.nothing();
            }
        }
    }

    /** A score for one student. */
    public Answer score(Request request, String course, String id) {
        caller.require(request, Set.of(Scope.SCORE));
        requireSuffix(request);
        caller.requireType(request, "content-type", Scores.TYPE);
        return scores.post(request, course(course), find(course, id));
    }

    /** What counts in one column. */
    public Answer results(Request request, String course, String id) {
        caller.require(request, Set.of(Scope.RESULT_READ));
        requireSuffix(request);
        caller.requireType(request, "accept", Scores.RESULTS_TYPE);
        return scores.results(request, course(course), find(course, id));
    }

    /** Moodle's addresses carry a query that belongs to them; who appends a path to the whole text loses it. */
    private void requireSuffix(Request request) {
        if (switches.has(Face.Quirk.TYPE_ID) && !"1".equals(request.parameter("type_id"))) {
            throw new Refusal(400, "No handler found: the address has lost its ?type_id=1");
        }
    }

    private LineItem find(String course, String id) {
        return gradebook.column(course, id).orElseThrow(() -> new Refusal(404, "this course has no such line item"));
    }

    private Course course(String id) {
        return campus.course(id).filter(Course::context).orElseThrow(() -> new Refusal(404, "there is no such course"));
    }
}
