package lectern.lti.deeplink;

import java.util.LinkedHashMap;
import java.util.Map;
import lectern.lti.grades.Grades;

/** An LTI resource link as the LMS makes it (Deep Linking 2.0 §3.1.1.3). */
final class ContentItem {
    /** The room's identity: it comes back with every launch, and stays the same when the course is copied. */
    static final String ROOM_ID = "room_id";

    private ContentItem() {}

    /** A room as a link names it, and as the store and its gradebook column do. */
    record Room(String id, String key) {}

    /** @param url where the link launches */
    static Map<String, Object> of(Planned planned, Room room, String url) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", DeepLinkingSettings.RESOURCE_LINK);
        item.put("url", url);
        item.put("title", planned.title());
        if (!planned.text().isEmpty()) {
            item.put("text", planned.text());
        }
        item.put("custom", custom(planned, room));
        if (planned.newTab()) {
            item.put("window", Map.of("targetName", "_blank"));
        }
        if (planned.points() != null) {
            item.put("lineItem", lineItem(planned, room.key()));
        }
        put(item, "available", planned.shown());
        // LMSs put these into their calendars; "available" would lock students out of the lobby before the start.
        put(item, "submission", planned.dates());
        return item;
    }

    private static Map<String, String> custom(Planned planned, Room room) {
        Map<String, String> custom = new LinkedHashMap<>();
        custom.put(ROOM_ID, room.id());
        if (planned.points() != null) {
            custom.put(Grades.POINTS, planned.points().toPlainString());
        }
        return custom;
    }

    private static Map<String, Object> lineItem(Planned planned, String roomKey) {
        Map<String, Object> lineItem = new LinkedHashMap<>();
        lineItem.put("label", planned.title());
        lineItem.put("scoreMaximum", planned.points());
        lineItem.put("resourceId", roomKey);
        lineItem.put("tag", Grades.COLUMN_TAG);
        return lineItem;
    }

    private static void put(Map<String, Object> item, String name, Planned.Span dates) {
        Map<String, String> span = new LinkedHashMap<>();
        if (dates.from() != null) {
            span.put("startDateTime", dates.from().toString());
        }
        if (dates.until() != null) {
            span.put("endDateTime", dates.until().toString());
        }
        if (!span.isEmpty()) {
            item.put(name, span);
        }
    }
}
