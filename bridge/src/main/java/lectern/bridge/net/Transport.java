package lectern.bridge.net;

import java.net.InetSocketAddress;

/** Sends datagrams; what the network or the socket's buffer refuses is lost, as UDP is. */
@FunctionalInterface
public interface Transport {
    /** The bytes are the caller's again when this returns. */
    void send(byte[] buffer, int offset, int length, InetSocketAddress to);
}
