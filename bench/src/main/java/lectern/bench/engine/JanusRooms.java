package lectern.bench.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** Rooms of Janus' VideoRoom plug-in. */
final class JanusRooms {
    private JanusRooms() {}

    static ObjectNode body(String request) {
        return JsonNodeFactory.instance.objectNode().put("request", request);
    }

    static ObjectNode jsep(String type, String sdp) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("sdp", sdp);
    }

    /** A room for Opus and VP8 without recording, its bit rate uncapped. */
    static void create(JanusConnection connection, long room, int publishers) throws IOException {
        long handle = connection.attach();
        connection.message(handle, create(room, publishers), null);
        connection.detach(handle);
    }

    static ObjectNode create(long room, int publishers) {
        return body("create")
                .put("room", room)
                .put("publishers", publishers)
                .put("bitrate", 0)
                .put("audiocodec", "opus")
                .put("videocodec", "vp8")
                .put("transport_wide_cc_ext", true)
                .put("permanent", false);
    }
}
