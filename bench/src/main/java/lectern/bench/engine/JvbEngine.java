package lectern.bench.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.bench.peer.LocalSession;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.RemoteSession;
import lectern.bench.peer.Signalling;
import lectern.bench.peer.SyntheticPeer;

/**
 * A Jitsi Videobridge that an operator runs, driven over its private REST interface. Its process is told from the port
 * it listens on when it runs on this machine; where it is pinned is the operator's affair.
 */
public final class JvbEngine implements Engine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI conferences;
    private final long pid;
    private final String run = Long.toString(System.nanoTime(), 36);
    private final Map<String, List<Endpoint>> rooms = new HashMap<>();

    private JvbEngine(URI base) throws IOException {
        conferences = base.resolve("/colibri/v2/conferences");
        pid = Listening.pidOn(base.getPort());
    }

    /**
     * The bridge behind the given address.
     *
     * @throws IOException when no process of this machine listens there
     */
    public static JvbEngine at(String address) throws IOException {
        return new JvbEngine(URI.create(address));
    }

    @Override
    public String name() {
        return "Jitsi Videobridge";
    }

    @Override
    public List<Seated> seat(PeerLoop loop, String room, List<Seat> seats, int sampleOneIn) throws IOException {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        List<Endpoint> endpoints = new ArrayList<>();
        rooms.put(room, endpoints);
        List<Seated> seated = new ArrayList<>();
        for (Seat seat : seats) {
            SyntheticPeer peer = loop.peer(seat.number(), here, seat.publishing(), seat.listener());
            peer.sample(sampleOneIn);
            Endpoint endpoint = new Endpoint(new Colibri(run + "-" + room, seat.number()), endpoints.isEmpty());
            endpoints.add(endpoint);
            peer.connect(endpoint);
            seated.add(new Seated(seat.number(), List.of(peer)));
        }
        return seated;
    }

    @Override
    public void clear(String room) throws IOException {
        for (Endpoint endpoint : rooms.getOrDefault(room, List.of())) {
            endpoint.close();
        }
        rooms.remove(room);
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public void close() throws IOException {
        for (String room : List.copyOf(rooms.keySet())) {
            clear(room);
        }
    }

    private JsonNode post(ObjectNode body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(conferences)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException("The Videobridge said " + response.statusCode() + ": " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private final class Endpoint implements Signalling {
        private final Colibri colibri;
        private final boolean first;

        private Endpoint(Colibri colibri, boolean first) {
            this.colibri = colibri;
            this.first = first;
        }

        @Override
        public RemoteSession join(LocalSession own) throws IOException {
            return Colibri.remote(post(colibri.create(first)));
        }

        @Override
        public void finish(LocalSession own) throws IOException {
            post(colibri.answer(own));
        }

        @Override
        public void close() throws IOException {
            post(colibri.expire());
        }
    }
}
