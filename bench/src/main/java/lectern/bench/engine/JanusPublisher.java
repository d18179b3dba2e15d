package lectern.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import lectern.bench.peer.LocalSession;
import lectern.bench.peer.OfferedSession;
import lectern.bench.peer.RemoteSession;

/** Sends into a room: the peer offers, Janus answers. */
final class JanusPublisher extends JanusSignalling {
    private final int id;

    JanusPublisher(JanusConnection connection, long room, int id) {
        super(connection, room);
        this.id = id;
    }

    static ObjectNode request(long room, int id) {
        return JanusRooms.body("joinandconfigure")
                .put("ptype", "publisher")
                .put("room", room)
                .put("id", id);
    }

    @Override
    public RemoteSession join(LocalSession own) throws IOException {
        JsonNode event = connection.message(attach(), request(room, id), JanusRooms.jsep("offer", JanusSdp.offer(own)));
        return OfferedSession.parse(event.at("/jsep/sdp").asText()).remote();
    }

    @Override
    public void finish(LocalSession own) {}
}
