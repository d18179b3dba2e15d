package lectern.bridge.net;

import java.net.InetSocketAddress;

/**
 * One way between a loop and a peer: a remote UDP address as one of our sockets sees it, or a TCP connection. Equal ones
 * lead to the same place, so a path may be a key. Made by the loop, which gives the same object for the same peer as
 * long as it can: nothing is allocated for a packet. On the loop only.
 */
public sealed interface Path permits UdpPath, TcpConnection {
    /** The peer's address as seen from here, for XOR-MAPPED-ADDRESS (RFC 8489 §14.2). */
    InetSocketAddress remote();

    Protocol protocol();

    /** False once nothing can be sent any more: the connection ended. A UDP path is always open. */
    boolean open();

    /** An authentic check came this way: a connection of which nobody says so is closed after a while. */
    void keep();

    /** Whoever kept it does so no longer: a connection is closed. */
    void release();
}
