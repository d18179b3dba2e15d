package lectern.bridge.net;

import java.net.InetSocketAddress;

/** What a loop calls, on its own thread only. */
public interface PacketHandler {
    /** One datagram; the array is the handler's to write in, with room behind, until it returns. */
    void receive(byte[] buffer, int length, InetSocketAddress from, long now);

    /** Time passed: called about every {@link MediaLoop#TICK}. */
    void tick(long now);

    /** The last call: the loop ends. */
    void closed();
}
