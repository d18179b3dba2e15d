package lectern.recorder.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code session.json}: a complete recording. */
public final class Manifest {
    /** Name within a session's directory. */
    public static final String FILE = "session.json";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Manifest() {}

    /** The file's content. */
    public static byte[] write(Recording recording) throws IOException {
        ObjectNode root = JSON.createObjectNode();
        root.put("v", 1).put("session", recording.session());
        root.put("startedAt", recording.startedAtEpochMicros()).put("end", recording.endMicros());
        ArrayNode tracks = root.putArray("tracks");
        for (Recording.Track track : recording.tracks()) {
            ObjectNode node = tracks.addObject();
            node.put("id", track.id()).put("subject", track.subject());
            node.put("kind", track.kind()).put("layer", track.layer());
            ArrayNode parts = node.putArray("parts");
            track.parts().forEach(part -> write(part, parts.addObject()));
            ArrayNode gaps = node.putArray("gaps");
            track.gaps()
                    .forEach(gap -> gaps.addObject()
                            .put("from", gap.fromMicros())
                            .put("to", gap.toMicros())
                            .put("reason", gap.reason()));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root);
    }

    private static void write(Recording.Part part, ObjectNode node) {
        node.put("id", part.id()).put("file", part.file()).put("codec", part.codec());
        node.put("width", part.width()).put("height", part.height()).put("timescale", part.timescale());
        node.put("start", part.startMicros()).put("end", part.endMicros()).put("bytes", part.bytes());
    }

    static Recording read(Path manifest) throws IOException {
        JsonNode root = JSON.readTree(Files.readAllBytes(manifest));
        List<Recording.Track> tracks = new ArrayList<>();
        for (JsonNode node : root.path("tracks")) {
            List<Recording.Part> parts = new ArrayList<>();
            node.path("parts").forEach(part -> parts.add(part(part)));
            List<Recording.Gap> gaps = new ArrayList<>();
            node.path("gaps")
                    .forEach(gap -> gaps.add(new Recording.Gap(
                            gap.path("from").asLong(),
                            gap.path("to").asLong(),
                            gap.path("reason").asText())));
            tracks.add(new Recording.Track(
                    node.path("id").asInt(),
                    node.path("subject").asText(),
                    node.path("kind").asText(),
                    node.path("layer").isTextual() ? node.path("layer").asText() : null,
                    parts,
                    gaps));
        }
        return new Recording(
                root.path("session").asText(),
                root.path("startedAt").asLong(),
                true,
                root.path("end").asLong(),
                tracks);
    }

    private static Recording.Part part(JsonNode node) {
        return new Recording.Part(
                node.path("id").asText(),
                node.path("file").asText(),
                node.path("codec").asText(),
                node.path("width").asInt(),
                node.path("height").asInt(),
                node.path("timescale").asInt(),
                node.path("start").asLong(),
                node.path("end").asLong(),
                node.path("bytes").asLong());
    }
}
