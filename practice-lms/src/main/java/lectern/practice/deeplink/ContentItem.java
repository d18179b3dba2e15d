package lectern.practice.deeplink;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.practice.campus.Activity;
import lectern.practice.grades.LineItem;
import lectern.practice.platform.Tool;
import lectern.practice.services.LineItems;
import lectern.practice.wire.Json;
import lectern.practice.wire.Refusal;
import lectern.practice.wire.ToolHttp;
import org.jspecify.annotations.Nullable;

/** Reads one content item (Deep Linking 2.0 §3.1). */
final class ContentItem {

    private static final int MAX_TITLE = 200;

    private ContentItem() {}

    /** The column of an item, apart from its id. */
    record Column(LineItem.Fields fields, Map<String, Object> more) {}

    static Activity activity(Map<String, Object> item, Tool tool) {
        String title = Optional.ofNullable(Json.text(item, "title")).orElse(tool.name());
        if (!"ltiResourceLink".equals(Json.text(item, "type"))) {
            throw new Refusal(400, title + ": only links of the tool become links of a course here.");
        }
        String url = Json.text(item, "url");
        if (url != null && !ToolHttp.owns(tool.origin(), url)) {
            throw new Refusal(400, title + ": its address is not the tool's.");
        }
        String text = Json.text(item, "text");
        return new Activity("", "", cut(title), text == null ? "Added with the tool." : cut(text), made(item, url));
    }

    private static Activity.Made made(Map<String, Object> item, @Nullable String url) {
        Map<String, String> custom = new LinkedHashMap<>();
        Json.inner(item, "custom").forEach((name, value) -> custom.put(name, String.valueOf(value)));
        // A calendar shows when there is something to do; only without that, when the link is there.
        Map<String, Object> submission = Json.inner(item, "submission");
        Map<String, Object> dates = submission.isEmpty() ? Json.inner(item, "available") : submission;
        return new Activity.Made(
                url, custom, Json.text(dates, "startDateTime"), Json.text(dates, "endDateTime"), java.util.List.of());
    }

    static Optional<Column> column(Map<String, Object> item, Activity made) {
        Map<String, Object> lineItem = new LinkedHashMap<>(Json.inner(item, "lineItem"));
        if (lineItem.isEmpty()) {
            return Optional.empty();
        }
        lineItem.putIfAbsent("label", made.title());
        lineItem.put("resourceLinkId", made.resourceLinkId());
        return Optional.of(new Column(LineItems.fields(lineItem), LineItems.more(lineItem)));
    }

    private static String cut(String text) {
        return text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE);
    }
}
