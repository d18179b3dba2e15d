package lectern.practice.services;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lectern.practice.campus.Course;
import lectern.practice.face.Switches;
import lectern.practice.grades.Gradebook;
import lectern.practice.grades.LineItem;
import lectern.practice.platform.Addresses;
import lectern.practice.wire.Answer;
import lectern.practice.wire.Json;
import lectern.practice.wire.Page;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.Request;
import org.jspecify.annotations.Nullable;

/** Columns of the gradebook (Assignment and Grade Services 2.0 §3.2). */
public final class LineItems {

    static final String TYPE = "application/vnd.ims.lis.v2.lineitem+json";
    static final String LIST_TYPE = "application/vnd.ims.lis.v2.lineitemcontainer+json";

    private static final Set<String> OWN = Set.of("id", "label", "scoreMaximum", "resourceLinkId", "resourceId", "tag");
    private static final int MAX_TEXT = 500;

    private final Gradebook gradebook;
    private final Addresses addresses;
    private final Switches switches;

    LineItems(Gradebook gradebook, Addresses addresses, Switches switches) {
        this.gradebook = gradebook;
        this.addresses = addresses;
        this.switches = switches;
    }

    Answer list(Request request, Course course) {
        List<LineItem> asked = gradebook.columns(course.id()).stream()
                .filter(c ->
                        fits(request.parameter("resource_link_id"), c.fields().resourceLinkId()))
                .filter(c -> fits(request.parameter("resource_id"), c.fields().resourceId()))
                .filter(c -> fits(request.parameter("tag"), c.fields().tag()))
                .toList();
        Page<LineItem> page = Page.of(asked, request, addresses.issuer());
        return Answer.list(LIST_TYPE, page.items().stream().map(this::json).toList(), page.next());
    }

    Answer create(Request request, Course course) {
        Map<String, Object> json = Json.object(request.body());
        LineItem.Fields fields = fields(json);
        String link = fields.resourceLinkId();
        if (link != null && course.byResourceLink(link).isEmpty()) {
            throw new Refusal(404, "resourceLinkId is no link of this course");
        }
        LineItem made = gradebook
                .add(course.id(), fields, more(json))
                .orElseThrow(() -> new Refusal(507, "the gradebook is full"));
        return Answer.json(201, TYPE, json(made));
    }

    /** A PUT replaces what may change; the link that a column belongs to may not (§3.2.8). */
    Answer replace(Request request, LineItem column) {
        Map<String, Object> json = Json.object(request.body());
        LineItem.Fields fields = fields(json);
        String link = fields.resourceLinkId();
        if (link != null && !Objects.equals(link, column.fields().resourceLinkId())) {
            throw new Refusal(400, "resourceLinkId cannot change");
        }
        LineItem.Fields kept = new LineItem.Fields(
                fields.label(),
                fields.scoreMaximum(),
                column.fields().resourceLinkId(),
                fields.resourceId(),
                fields.tag());
        LineItem changed = new LineItem(column.id(), column.course(), kept, more(json));
        gradebook.replace(changed);
        return Answer.json(200, TYPE, json(changed));
    }

    Map<String, Object> json(LineItem column) {
        return column.json(addresses.lineItem(column, switches.face()));
    }

    /**
     * The fields of a line item as a tool writes it, also inside a deep linking item.
     *
     * @throws Refusal naming the field that is wrong
     */
    public static LineItem.Fields fields(Map<String, Object> json) {
        Double maximum = Json.number(json, "scoreMaximum");
        if (maximum == null || !(maximum > 0)) {
            throw new Refusal(400, "scoreMaximum must be a number above 0");
        }
        return new LineItem.Fields(
                within(Json.needed(json, "label")),
                maximum,
                Json.text(json, "resourceLinkId"),
                Json.text(json, "resourceId"),
                Json.text(json, "tag"));
    }

    /** What a tool writes beside the fields that can be looked for. */
    public static Map<String, Object> more(Map<String, Object> json) {
        Map<String, Object> more = new LinkedHashMap<>(json);
        more.keySet().removeAll(OWN);
        more.values().removeIf(Objects::isNull);
        return more;
    }

    private static String within(String label) {
        if (label.length() > MAX_TEXT) {
            throw new Refusal(400, "label is longer than " + MAX_TEXT + " characters");
        }
        return label;
    }

    private static boolean fits(@Nullable String asked, @Nullable String is) {
        return asked == null || asked.equals(is);
    }
}
