package lectern.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import lectern.bench.peer.LocalSession;
import lectern.bench.peer.OfferedSession;
import lectern.bench.peer.RemoteSession;
import org.jspecify.annotations.Nullable;

/** Receives many feeds over one connection: Janus offers, the peer answers. */
final class JanusSubscriber extends JanusSignalling {
    private static final String NOT_YET = "No such feed";
    private static final int ATTEMPTS = 400;
    private static final long PAUSE_MILLIS = 25;

    private final List<Integer> feeds;
    private @Nullable OfferedSession offered;

    JanusSubscriber(JanusConnection connection, long room, List<Integer> feeds) {
        super(connection, room);
        this.feeds = List.copyOf(feeds);
    }

    static ObjectNode request(long room, List<Integer> feeds) {
        ObjectNode body = JanusRooms.body("join").put("ptype", "subscriber").put("room", room);
        ArrayNode streams = body.putArray("streams");
        feeds.forEach(feed -> streams.addObject().put("feed", feed));
        return body;
    }

    @Override
    public RemoteSession join(LocalSession own) throws IOException {
        JsonNode event = subscribed(attach());
        OfferedSession offer = OfferedSession.parse(event.at("/jsep/sdp").asText());
        offered = offer;
        return offer.remoteControlling();
    }

    /** A feed can be had when its publisher's connection is up, which Janus knows a little after the publisher. */
    private JsonNode subscribed(long handle) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return connection.message(handle, request(room, feeds), null);
            } catch (IOException e) {
                if (attempt == ATTEMPTS || !String.valueOf(e.getMessage()).contains(NOT_YET)) {
                    throw e;
                }
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException(e);
            }
        }
    }

    @Override
    public void finish(LocalSession own) throws IOException {
        OfferedSession offer = offered;
        if (offer == null) {
            throw new IllegalStateException("finish comes after join");
        }
        String answer = offer.answer(own.ice(), own.fingerprint(), JanusSdp.candidate(own.candidate()));
        connection.message(handle(), JanusRooms.body("start"), JanusRooms.jsep("answer", answer));
    }
}
