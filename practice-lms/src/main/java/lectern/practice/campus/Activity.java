package lectern.practice.campus;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A link of a course that launches the tool.
 *
 * @param id the word in this LMS's addresses, unique in its course
 * @param resourceLinkId what a tool knows the link by, unique in the campus
 */
public record Activity(String id, String resourceLinkId, String title, String about, Made made) {

    public Activity(String id, String resourceLinkId, String title, String about) {
        this(id, resourceLinkId, title, about, Made.BY_HAND);
    }

    /**
     * How the link came to be.
     *
     * @param url where its launches go, null for the tool's usual address
     * @param custom what every launch of it carries
     * @param starts ISO 8601 date and time, null without
     * @param history the links it was copied from, newest first
     */
    public record Made(
            @Nullable String url,
            Map<String, String> custom,
            @Nullable String starts,
            @Nullable String ends,
            List<String> history) {
        /** A link that nobody but this LMS made. */
        public static final Made BY_HAND = new Made(null, Map.of(), null, null, List.of());

        public Made {
            custom = Map.copyOf(custom);
            history = List.copyOf(history);
        }
    }
}
