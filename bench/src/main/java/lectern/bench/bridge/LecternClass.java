package lectern.bench.bridge;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import lectern.bench.engine.LecternEngine;
import lectern.bench.engine.Seat;
import lectern.bench.peer.PeerLoop;
import lectern.bench.peer.RemoteSession;
import lectern.bench.peer.SyntheticPeer;

/** A class of Lectern's bridge into which people come one by one; everybody hears and sees everybody else. */
final class LecternClass {
    private static final int AUDIO_SLOTS = 3;
    private static final int VIDEO_SLOTS = 4;

    private final LecternEngine engine;
    private final PeerLoop loop;
    private final String name;

    /** Opens it for people with the given numbers. */
    LecternClass(LecternEngine engine, PeerLoop loop, String name, int first, int people) throws IOException {
        this.engine = engine;
        this.loop = loop;
        this.name = name;
        engine.open(name);
        engine.rooms(
                name, List.of(IntStream.range(first, first + people).boxed().toList()));
    }

    String name() {
        return name;
    }

    /** Lets one person in; blocks until the server knows them. */
    SyntheticPeer join(Seat seat) throws IOException {
        return join(seat, UnaryOperator.identity());
    }

    /** The same over a path of its own. */
    SyntheticPeer join(Seat seat, UnaryOperator<RemoteSession> path) throws IOException {
        InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        SyntheticPeer peer = loop.peer(seat.number(), here, seat.publishing(), seat.listener());
        peer.connect(engine.signalling(name, seat.number(), AUDIO_SLOTS, VIDEO_SLOTS), path);
        return peer;
    }
}
