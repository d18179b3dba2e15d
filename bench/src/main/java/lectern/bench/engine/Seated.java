package lectern.bench.engine;

import java.util.List;
import lectern.bench.peer.SyntheticPeer;

/**
 * A person who was let in.
 *
 * @param peers the connections: one, or one for sending and one for receiving where a server wants that
 */
public record Seated(int number, List<SyntheticPeer> peers) {
    public Seated {
        peers = List.copyOf(peers);
    }
}
