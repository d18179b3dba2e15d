package lectern.bench.engine;

import lectern.bench.peer.PeerListener;
import lectern.bench.peer.Publishing;

/**
 * One person of a room.
 *
 * @param number unique in a measurement, at least 1; written into every packet
 */
public record Seat(int number, Publishing publishing, PeerListener listener) {
    boolean speaks() {
        return publishing.microphone();
    }

    boolean shows() {
        return publishing.lowKbps() > 0 || publishing.highKbps() > 0 || publishing.screenKbps() > 0;
    }

    boolean publishes() {
        return speaks() || shows();
    }
}
