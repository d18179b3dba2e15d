package lectern.lti.deeplink;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import lectern.schedule.ClassTimes;
import org.jspecify.annotations.Nullable;

/** An LTI resource link as the LMS makes it (Deep Linking 2.0 §3.1.1.3). */
final class ContentItem {
    /** The room's identity: it comes back with every launch, and stays the same when the course is copied. */
    static final String ROOM_ID = "room_id";
    /** By this and the room's id a column is found again before another one is made (AGS 2.0 §3.1.2). */
    static final String TAG = "attendance";

    private ContentItem() {}

    /** @param url where the link launches */
    static Map<String, Object> of(Planned planned, String roomId, String url) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("type", DeepLinkingSettings.RESOURCE_LINK);
        item.put("url", url);
        item.put("title", planned.title());
        if (!planned.text().isEmpty()) {
            item.put("text", planned.text());
        }
        item.put("custom", Map.of(ROOM_ID, roomId));
        if (planned.newTab()) {
            item.put("window", Map.of("targetName", "_blank"));
        }
        if (planned.points() != null) {
            item.put("lineItem", lineItem(planned, roomId));
        }
        put(item, "available", planned.shown().from(), planned.shown().until());
        ClassTimes times = planned.times();
        if (times != null) {
            // LMSs put these into their calendars; "available" would lock students out of the lobby before the start.
            put(item, "submission", times.starts(), times.ends());
        }
        return item;
    }

    private static Map<String, Object> lineItem(Planned planned, String roomId) {
        Map<String, Object> lineItem = new LinkedHashMap<>();
        lineItem.put("label", planned.title());
        lineItem.put("scoreMaximum", planned.points());
        lineItem.put("resourceId", roomId);
        lineItem.put("tag", TAG);
        return lineItem;
    }

    private static void put(Map<String, Object> item, String name, @Nullable Instant from, @Nullable Instant until) {
        Map<String, String> span = new LinkedHashMap<>();
        if (from != null) {
            span.put("startDateTime", from.toString());
        }
        if (until != null) {
            span.put("endDateTime", until.toString());
        }
        if (!span.isEmpty()) {
            item.put(name, span);
        }
    }
}
