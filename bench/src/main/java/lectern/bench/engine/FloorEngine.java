package lectern.bench.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import lectern.bench.peer.LocalSession;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.RemoteSession;
import lectern.bench.peer.Signalling;
import lectern.bench.peer.SyntheticPeer;

/** {@link FloorServerMain}, driven. */
public final class FloorEngine implements Engine {
    private final ServerProcess server;

    private FloorEngine(ServerProcess server) {
        this.server = server;
    }

    public static FloorEngine start() throws IOException {
        return new FloorEngine(ServerProcess.start(FloorServerMain.class));
    }

    @Override
    public String name() {
        return "floor";
    }

    @Override
    public List<Seated> seat(PeerLoop loop, String room, List<Seat> seats, int sampleOneIn) throws IOException {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        StringBuilder ports = new StringBuilder("add ").append(room);
        List<Seated> seated = new ArrayList<>();
        for (Seat seat : seats) {
            SyntheticPeer peer = loop.peer(seat.number(), here, seat.publishing(), seat.listener());
            peer.sample(sampleOneIn);
            ports.append(' ').append(peer.local().candidate().getPort());
            seated.add(new Seated(seat.number(), List.of(peer)));
        }
        server.ask(ports.toString());
        for (Seated person : seated) {
            person.peers().get(0).connect(new ByAddress());
        }
        return seated;
    }

    @Override
    public void clear(String room) throws IOException {
        server.ask("clear " + room);
    }

    @Override
    public long pid() {
        return server.pid();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** There is nothing to agree on. */
    private final class ByAddress implements Signalling {
        @Override
        public RemoteSession join(LocalSession own) {
            int port = Integer.parseInt(server.ready());
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
            return new RemoteSession(address, null, List.of(), false, false);
        }

        @Override
        public void finish(LocalSession own) {}

        @Override
        public void close() {}
    }
}
