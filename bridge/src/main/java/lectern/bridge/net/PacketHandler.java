package lectern.bridge.net;

/** What a loop calls, on its own thread only. */
public interface PacketHandler {
    /** One datagram; the array is the handler's to write in, with room behind, until it returns. */
    void receive(byte[] buffer, int length, Path from, long now);

    /** Whether this path is somebody's: in a crowded turn strangers' packets come last. */
    default boolean expects(Path from) {
        return true;
    }

    /** A connection ended: nothing more comes from it or goes to it. Never said of a UDP path. */
    void gone(Path path);

    /** Time passed: called about every {@link MediaLoop#TICK}. */
    void tick(long now);

    /** The last call: the loop ends. */
    void closed();
}
