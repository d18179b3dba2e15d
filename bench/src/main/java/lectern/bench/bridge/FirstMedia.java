package lectern.bench.bridge;

import lectern.bench.peer.MediaArrival;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.SyntheticPeer;

/** How long one person waits from asking to be let in to the first packet of anybody's. */
final class FirstMedia implements PeerListener {
    private volatile long askedAt = -1;
    private volatile long cameAfter = -1;
    private volatile boolean disconnected;

    void asked(long now) {
        askedAt = now;
    }

    @Override
    public void media(SyntheticPeer peer, MediaArrival arrival) {
        if (cameAfter < 0 && askedAt >= 0) {
            cameAfter = arrival.arrivedNanos() - askedAt;
        }
    }

    @Override
    public void disconnected(SyntheticPeer peer, String reason) {
        disconnected = true;
    }

    boolean came() {
        return cameAfter >= 0;
    }

    /** Infinite while nothing came. */
    double millis() {
        return came() ? cameAfter / 1e6 : Double.POSITIVE_INFINITY;
    }

    boolean failed() {
        return !came() || disconnected;
    }
}
