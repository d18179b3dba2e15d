package lectern.recorder.link;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** JSON payloads of the link. What does not parse is nothing, and the receiver skips the frame. */
public final class Control {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int VERSION = 1;

    private Control() {}

    /** A track announced; {@code resumed} when it had been before the connection broke. */
    public record TrackOpen(String session, RecorderLink.TrackHeader track, boolean resumed) {}

    /** A session's end, as far as the recorder got: {@code problem} is a sentence, or null. */
    public record SessionEnded(String id, @Nullable String problem) {}

    /** {@code link} tells one sender from the next, whose track numbers begin anew. */
    public static byte[] hello(String link) {
        return bytes(JSON.createObjectNode().put("v", VERSION).put("link", link));
    }

    /** The sender's name; empty when it speaks another version. */
    public static Optional<String> readHello(byte[] buffer, int offset, int length) {
        return parse(buffer, offset, length)
                .filter(node -> node.path("v").asInt() == VERSION)
                .map(node -> node.path("link").asText());
    }

    static byte[] sessionOpen(RecorderLink.SessionHeader session) {
        return bytes(JSON.createObjectNode()
                .put("id", session.id())
                .put("directory", session.directory())
                .put("startedAt", session.startedAtEpochMicros()));
    }

    public static Optional<RecorderLink.SessionHeader> readSessionOpen(byte[] buffer, int offset, int length) {
        return parse(buffer, offset, length)
                .flatMap(node -> checked(() -> new RecorderLink.SessionHeader(
                        node.path("id").asText(),
                        node.path("directory").asText(),
                        node.path("startedAt").asLong())));
    }

    static byte[] sessionEnd(String id) {
        return bytes(JSON.createObjectNode().put("id", id));
    }

    public static Optional<String> readSessionEnd(byte[] buffer, int offset, int length) {
        return parse(buffer, offset, length).map(node -> node.path("id").asText());
    }

    static byte[] trackOpen(TrackOpen open) {
        RecorderLink.TrackHeader track = open.track();
        ObjectNode node = JSON.createObjectNode().put("session", open.session());
        node.put("subject", track.subject()).put("kind", track.kind()).put("layer", track.layer());
        node.put("codec", track.codec()).put("clockRate", track.clockRate()).put("resumed", open.resumed());
        return bytes(node);
    }

    public static Optional<TrackOpen> readTrackOpen(byte[] buffer, int offset, int length) {
        return parse(buffer, offset, length)
                .flatMap(node -> checked(() -> new TrackOpen(
                        node.path("session").asText(),
                        new RecorderLink.TrackHeader(
                                node.path("subject").asText(),
                                node.path("kind").asText(),
                                text(node, "layer"),
                                node.path("codec").asText(),
                                node.path("clockRate").asInt()),
                        node.path("resumed").asBoolean())));
    }

    public static byte[] sessionEnded(SessionEnded ended) {
        return bytes(JSON.createObjectNode().put("id", ended.id()).put("problem", ended.problem()));
    }

    static Optional<SessionEnded> readSessionEnded(byte[] buffer, int offset, int length) {
        return parse(buffer, offset, length)
                .map(node -> new SessionEnded(node.path("id").asText(), text(node, "problem")));
    }

    public static byte[] state(@Nullable String problem) {
        return bytes(JSON.createObjectNode().put("problem", problem));
    }

    /** Empty when it does not parse; {@code problem} may be missing within. */
    static Optional<State> readState(byte[] buffer, int offset, int length) {
        return parse(buffer, offset, length).map(node -> new State(text(node, "problem")));
    }

    /** How the recorder's disk is. */
    record State(@Nullable String problem) {}

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.path(name).asText() : null;
    }

    private static Optional<JsonNode> parse(byte[] buffer, int offset, int length) {
        try {
            JsonNode node = JSON.readTree(buffer, offset, length);
            return node != null && node.isObject() ? Optional.of(node) : Optional.empty();
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> checked(Supplier<T> value) {
        try {
            return Optional.of(value.get());
        } catch (IllegalArgumentException refused) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
