package lectern.recorder.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Journal lines as JSON. Unknown and torn lines are nothing: a newer recorder may have written them. */
public final class JournalFormat {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, Class<? extends JournalLine>> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("track", JournalLine.Track.class);
        KINDS.put("part", JournalLine.Part.class);
        KINDS.put("gap", JournalLine.Gap.class);
        KINDS.put("sync", JournalLine.Sync.class);
        KINDS.put("closed", JournalLine.Closed.class);
    }

    private JournalFormat() {}

    /** One line, without its end. */
    public static String write(JournalLine line) {
        ObjectNode node = JSON.createObjectNode();
        if (line instanceof JournalLine.Session session) {
            node.put("session", session.session())
                    .put("startedAt", session.startedAt())
                    .put("v", 1);
        } else if (line instanceof JournalLine.End end) {
            node.put("end", end.end());
        } else {
            KINDS.forEach((name, kind) -> {
                if (kind.isInstance(line)) {
                    node.set(name, JSON.valueToTree(line));
                }
            });
        }
        return node.toString();
    }

    /** Empty when it is no line that we know. */
    public static Optional<JournalLine> parse(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            if (node.path("session").isTextual()) {
                return Optional.of(new JournalLine.Session(
                        node.path("session").asText(), node.path("startedAt").asLong()));
            }
            if (node.path("end").isIntegralNumber()) {
                return Optional.of(new JournalLine.End(node.path("end").asLong()));
            }
            for (Map.Entry<String, Class<? extends JournalLine>> kind : KINDS.entrySet()) {
                if (node.path(kind.getKey()).isObject()) {
                    return Optional.of(JSON.treeToValue(node.path(kind.getKey()), kind.getValue()));
                }
            }
            return Optional.empty();
        } catch (JsonProcessingException torn) {
            return Optional.empty();
        }
    }
}
