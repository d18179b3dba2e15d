package lectern.practice.grades;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A column of the gradebook (Assignment and Grade Services 2.0 §3.2).
 *
 * @param id the number in its address
 * @param course the course's word in addresses
 * @param more fields that are kept as they came: dates, submission review, extensions
 */
public record LineItem(String id, String course, Fields fields, Map<String, Object> more) {

    public LineItem {
        more = Map.copyOf(more);
    }

    /** What can be looked for. */
    public record Fields(
            String label,
            double scoreMaximum,
            @Nullable String resourceLinkId,
            @Nullable String resourceId,
            @Nullable String tag) {}

    LineItem movedTo(String newId, String newCourse, @Nullable String resourceLinkId) {
        Fields moved =
                new Fields(fields.label(), fields.scoreMaximum(), resourceLinkId, fields.resourceId(), fields.tag());
        return new LineItem(newId, newCourse, moved, more);
    }

    /** As the service writes it. */
    public Map<String, Object> json(String url) {
        Map<String, Object> json = new LinkedHashMap<>(more);
        json.put("id", url);
        json.put("label", fields.label());
        json.put("scoreMaximum", fields.scoreMaximum());
        putIfThere(json, "resourceLinkId", fields.resourceLinkId());
        putIfThere(json, "resourceId", fields.resourceId());
        putIfThere(json, "tag", fields.tag());
        return json;
    }

    private static void putIfThere(Map<String, Object> json, String name, @Nullable String value) {
        if (value != null) {
            json.put(name, value);
        }
    }
}
