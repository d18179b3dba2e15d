package lectern.bridge.conference;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import lectern.bridge.net.UdpPath;

/** One of a {@link Grid}, who reaches its switchboard without a socket. */
final class GridPeer extends RehearsalPeer {
    private static final int FIRST_PORT = 20_000;

    final UdpPath path;

    GridPeer(Grid grid, int number, Endpoint endpoint) {
        this(grid, number, endpoint, path(number));
    }

    private GridPeer(Grid grid, int number, Endpoint endpoint, UdpPath path) {
        super(
                number,
                endpoint,
                grid.random(),
                (datagram, length) -> grid.switchboard.receive(datagram, length, path, grid.now()));
        this.path = path;
    }

    private static UdpPath path(int number) {
        return new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + number));
    }

    /** The slot that shows somebody's camera. */
    int slotOf(GridPeer shown) {
        for (Slot slot : endpoint.receiver().video()) {
            Source source = slot.source();
            if (source != null && source.endpoint == shown.endpoint) {
                return slot.line.ssrc();
            }
        }
        throw new IllegalStateException("the grid shows everybody to everybody");
    }
}
