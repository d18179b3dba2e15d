package lectern.bridge.net;

import java.net.InetSocketAddress;

/**
 * A peer's UDP address and the socket of ours that it talks to.
 *
 * @param socket number of the socket within the loop
 */
public record UdpPath(InetSocketAddress remote, int socket) implements Path {
    /** Over the loop's first socket. */
    public UdpPath(InetSocketAddress remote) {
        this(remote, 0);
    }

    @Override
    public Protocol protocol() {
        return Protocol.UDP;
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public void keep() {}

    @Override
    public void release() {}
}
