package lectern.lti.grades;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import lectern.lti.grades.GradeStore.Place;
import lectern.lti.http.BackOff;
import lectern.lti.http.LinkHeader;
import lectern.lti.http.PlatformAnswer;
import lectern.lti.http.PlatformException;
import lectern.web.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The class's column in the gradebook: the link's own, else one that is there already (a course copy brings it along),
 * else a new one (AGS 2.0 §3.2: a tool must look before it makes one).
 */
final class LineItems {
    private static final Logger LOG = LoggerFactory.getLogger(LineItems.class);
    static final String TAG = "lectern-attendance";
    private static final int MAX_PAGES = 20;
    private static final int MAX_LABEL = 200;

    private final Ags ags;
    private final Scopes scopes;
    private final String family;

    LineItems(Ags ags, Scopes scopes, String family) {
        this.ags = ags;
        this.scopes = scopes;
        this.family = family;
    }

    /** Finds or makes the column. */
    Column column(Place place, double maximum) throws PlatformException, Later {
        URI lineItems = place.lineItems();
        if (lineItems == null) {
            if (place.lineItem() == null) {
                throw new PlatformException("The LMS names no gradebook for this course.");
            }
            return new Column(place.lineItem());
        }
        Optional<Column> there = scopes.readsColumns() ? find(place, lineItems) : Optional.empty();
        if (there.isPresent()) {
            return there.get();
        }
        if (!scopes.makesColumns()) {
            throw new PlatformException(
                    "The LMS does not let Lectern make a column in its gradebook. Add the class to the "
                            + "course as a graded activity, or ask the LMS's admin to allow it.");
        }
        return make(place, lineItems, maximum);
    }

    /**
     * Lets a column that we made be worth what the teacher's rule says now.
     *
     * @return what it was worth before; 0 when it stays as it is, or is not ours to change
     */
    double worth(Column column, double maximum) throws PlatformException, Later {
        if (!scopes.makesColumns()) {
            return 0;
        }
        PlatformAnswer answer = ags.column(column);
        if (BackOff.later(answer)) {
            throw new Later(answer);
        }
        if (!answer.good() || !(Ags.json(answer) instanceof ObjectNode item)) {
            return 0; // the scores will say what is the matter
        }
        double before = item.path("scoreMaximum").asDouble();
        if (!text(item, "tag").equals(TAG) || before <= 0 || before == maximum) {
            return 0;
        }
        PlatformAnswer changed = ags.change(column, item.put("scoreMaximum", maximum));
        if (BackOff.later(changed)) {
            throw new Later(changed);
        }
        if (!changed.good()) {
            // Scores carry their own maximum, so that they are right in the old column as well.
            LOG.atInfo().addKeyValue("status", changed.status()).log("A column could not be given other points");
            return 0;
        }
        return before;
    }

    private Optional<Column> find(Place place, URI lineItems) throws PlatformException, Later {
        if (place.link() != null) {
            List<JsonNode> ofLink = list(lineItems, Map.of("resource_link_id", place.link())).stream()
                    .filter(item -> text(item, "resourceLinkId").equals(place.link()))
                    .toList();
            for (JsonNode item : ofLink) {
                if (text(item, "tag").equals(TAG)) {
                    return column(item);
                }
            }
            List<JsonNode> plain = ofLink.stream()
                    .filter(item -> text(item, "tag").isEmpty()
                            && text(item, "resourceId").isEmpty())
                    .toList();
            if (plain.size() == 1) {
                return column(plain.get(0)); // the activity's own grade
            }
        }
        for (JsonNode item : list(lineItems, Map.of("tag", TAG, "resource_id", place.room()))) {
            boolean free = text(item, "resourceLinkId").isEmpty()
                    || text(item, "resourceLinkId").equals(place.link());
            if (free
                    && text(item, "tag").equals(TAG)
                    && text(item, "resourceId").equals(place.room())) {
                return column(item);
            }
        }
        return Optional.empty();
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asText("");
    }

    private static Optional<Column> column(JsonNode item) {
        try {
            URI uri = URI.create(text(item, "id"));
            return uri.getHost() == null ? Optional.empty() : Optional.of(new Column(uri));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<JsonNode> list(URI lineItems, Map<String, String> filter) throws PlatformException, Later {
        List<JsonNode> items = new ArrayList<>();
        Set<URI> seen = new HashSet<>();
        URI next = URI.create(Query.append(lineItems.toString(), filter));
        for (int page = 0; page < MAX_PAGES && seen.add(next); page++) {
            PlatformAnswer answer = ags.columns(next);
            if (!answer.good()) {
                throw refusal("list its gradebook's columns", answer);
            }
            Ags.list(answer).forEach(items::add);
            Optional<URI> following = LinkHeader.next(answer);
            if (following.isEmpty()) {
                break;
            }
            next = following.get();
        }
        return items;
    }

    private Column make(Place place, URI lineItems, double maximum) throws PlatformException, Later {
        PlatformAnswer answer = ags.make(lineItems, item(place, maximum, true));
        boolean linkRefused = !answer.good()
                && !BackOff.later(answer)
                && answer.status() != 401
                && answer.status() != 403
                && place.link() != null;
        if (linkRefused) {
            // Some LMSs tie a column to a link only if they made both themselves.
            answer = ags.make(lineItems, item(place, maximum, false));
        }
        if (!answer.good()) {
            throw refusal("make a column in its gradebook", answer);
        }
        return column(Ags.json(answer))
                .orElseThrow(() -> new PlatformException("The LMS made a column but did not say where it is."));
    }

    private Map<String, Object> item(Place place, double maximum, boolean linked) {
        Map<String, Object> item = new LinkedHashMap<>();
        String label = "Attendance: " + place.title();
        item.put("label", label.length() > MAX_LABEL ? label.substring(0, MAX_LABEL) : label);
        item.put("scoreMaximum", maximum);
        item.put("resourceId", place.room());
        item.put("tag", TAG);
        if (linked && place.link() != null) {
            item.put("resourceLinkId", place.link());
        }
        if (family.equals("canvas")) {
            // Nothing is handed in for attendance.
            item.put("https://canvas.instructure.com/lti/submission_type", Map.of("type", "none"));
        }
        return item;
    }

    private static PlatformException refusal(String what, PlatformAnswer answer) throws Later {
        if (BackOff.later(answer)) {
            throw new Later(answer);
        }
        return new PlatformException("The LMS did not " + what + " (" + answer.status() + "): " + answer.shownBody());
    }
}
