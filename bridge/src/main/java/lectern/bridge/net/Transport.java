package lectern.bridge.net;

/** Sends datagrams; what the network, the socket's buffer or a connection's queue refuses is lost, as UDP is. */
@FunctionalInterface
public interface Transport {
    /** The bytes are the caller's again when this returns. */
    void send(byte[] buffer, int offset, int length, Path to);
}
