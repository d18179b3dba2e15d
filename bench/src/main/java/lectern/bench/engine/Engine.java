package lectern.bench.engine;

import java.io.IOException;
import java.util.List;
import lectern.bench.peer.PeerLoop;

/** A running media server. One thread at a time. */
public interface Engine extends AutoCloseable {
    /** As the tables call it. */
    String name();

    /**
     * Seats people in a room of their own, where everybody hears and sees everybody else. Returns when the server knows
     * everybody; connections come up after that.
     *
     * @param sampleOneIn packets of media that are decrypted, 1 for all
     */
    List<Seated> seat(PeerLoop loop, String room, List<Seat> seats, int sampleOneIn) throws IOException;

    /** Closes a room with everybody in it. */
    void clear(String room) throws IOException;

    /** The server's process; 0 when it is none of ours. */
    long pid();

    @Override
    void close() throws IOException;
}
