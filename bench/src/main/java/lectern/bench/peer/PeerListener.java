package lectern.bench.peer;

/** What a peer sees, told on its {@link PeerLoop}; must not block. */
public interface PeerListener {
    PeerListener NONE = new PeerListener() {};

    /** ICE and DTLS are up. */
    default void connected(SyntheticPeer peer) {}

    /** The data channel {@code live} is open. */
    default void channelOpened(SyntheticPeer peer) {}

    /** A text message on the data channel. */
    default void message(SyntheticPeer peer, String text) {}

    /** One packet of media that a synthetic peer made, retransmitted ones included. */
    default void media(SyntheticPeer peer, MediaArrival arrival) {}

    /** The transport ended. */
    default void disconnected(SyntheticPeer peer, String reason) {}
}
