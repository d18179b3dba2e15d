package lectern.bridge.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A loop's sockets: one for UDP, and if wanted one for TCP, on each address.
 *
 * @param addresses at least one; a wildcard stands for all addresses of both families
 * @param udp port, the same on all addresses; 0 for a free one
 * @param tcp port, the same on all addresses; 0 for a free one, negative for none
 */
public record MediaPorts(List<InetAddress> addresses, int udp, int tcp, TcpLimits limits) {
    /** With free ports asked for, another process may take on one address what was free on the other. */
    private static final int ATTEMPTS = 20;

    public MediaPorts {
        addresses = List.copyOf(addresses);
        if (addresses.isEmpty() || udp < 0 || udp > 65_535 || tcp > 65_535) {
            throw new IllegalArgumentException("an address and ports from 0 to 65535 are needed");
        }
    }

    /** One UDP socket. */
    public static MediaPorts udp(InetSocketAddress address) {
        return new MediaPorts(List.of(address.getAddress()), address.getPort(), -1, TcpLimits.DEFAULT);
    }

    /** What was bound. */
    record Bound(List<UdpPort> udp, List<TcpPort> tcp) implements AutoCloseable {
        void register(Selector selector) throws IOException {
            for (UdpPort port : udp) {
                port.register(selector);
            }
            for (TcpPort port : tcp) {
                port.register(selector);
            }
        }

        @Override
        public void close() throws IOException {
            for (UdpPort port : udp) {
                port.close();
            }
            for (TcpPort port : tcp) {
                port.close();
            }
        }
    }

    Bound bind(Clock clock) throws IOException {
        IOException last = null;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Bound bound = new Bound(new ArrayList<>(), new ArrayList<>());
            IOException failed = bindAll(bound, clock);
            if (failed == null) {
                return bound;
            }
            bound.close();
            last = failed;
            if ((udp != 0 && tcp != 0) || addresses.size() == 1) {
                break;
            }
        }
        throw last == null ? new IOException("no attempt") : last;
    }

    private @Nullable IOException bindAll(Bound bound, Clock clock) {
        int udpPort = udp;
        int tcpPort = tcp;
        for (InetAddress address : addresses) {
            try {
                UdpPort socket = UdpPort.bind(bound.udp().size(), new InetSocketAddress(address, udpPort));
                bound.udp().add(socket);
                udpPort = socket.local().getPort();
            } catch (IOException e) {
                return named("UDP", udpPort, address, e);
            }
            if (tcp >= 0) {
                try {
                    TcpPort listener = TcpPort.bind(new InetSocketAddress(address, tcpPort), limits, clock);
                    bound.tcp().add(listener);
                    tcpPort = listener.local().getPort();
                } catch (IOException e) {
                    return named("TCP", tcpPort, address, e);
                }
            }
        }
        return null;
    }

    private static IOException named(String protocol, int port, InetAddress address, IOException cause) {
        String sentence = protocol + " port " + port + " of " + address.getHostAddress() + " cannot be used for media: "
                + cause.getMessage();
        return new IOException(sentence, cause);
    }
}
