package lectern.bridge;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import lectern.bridge.net.TcpLimits;

/**
 * What an operator decides about the bridge.
 *
 * @param loops media loops (threads and ports), 1 to 64
 * @param maxEndpoints endpoints of one conference, 1 to 500
 * @param maxCameraKbps cap for a camera's simulcast layers together
 * @param maxScreenKbps cap for a screen
 */
public record BridgeSettings(Reach reach, int loops, int maxEndpoints, int maxCameraKbps, int maxScreenKbps) {
    public BridgeSettings {
        require(loops >= 1 && loops <= 64, "loops must be 1 to 64");
        require(reach.udpPort() + loops <= 65_536, "the UDP port must leave room for every loop below 65536");
        require(reach.tcp().port() + loops <= 65_536, "the TCP port must leave room for every loop below 65536");
        require(
                reach.tcp().advertisedPorts().isEmpty()
                        || reach.tcp().advertisedPorts().size() == loops,
                "as many advertised TCP ports as loops are needed, or none");
        require(maxEndpoints >= 1 && maxEndpoints <= 500, "maxEndpoints must be 1 to 500");
        require(maxCameraKbps >= 50 && maxCameraKbps <= 10_000, "maxCameraKbps must be 50 to 10000");
        require(maxScreenKbps >= 50 && maxScreenKbps <= 20_000, "maxScreenKbps must be 50 to 20000");
    }

    /**
     * Where the bridge listens and what clients are told.
     *
     * @param bind addresses the sockets bind to, at least one; a wildcard must be the only one and stands for all
     *     addresses of both families
     * @param advertised addresses offered as host candidates (RFC 8445 §5.1.1), at least one
     * @param udpPort UDP port of the first media loop, the next loops take the following ports; 0 takes free ports
     * @param patience how long an answered endpoint may take to connect before the log says so
     */
    public record Reach(List<InetAddress> bind, List<InetAddress> advertised, int udpPort, Tcp tcp, Duration patience) {
        public static final Duration PATIENCE = Duration.ofSeconds(15);

        public Reach {
            bind = List.copyOf(bind);
            advertised = List.copyOf(advertised);
            require(!bind.isEmpty(), "at least one address to bind to is needed");
            require(
                    bind.size() == 1 || bind.stream().noneMatch(InetAddress::isAnyLocalAddress),
                    "a wildcard address to bind to must be the only one");
            require(!advertised.isEmpty(), "at least one advertised address is needed");
            require(
                    advertised.stream().noneMatch(InetAddress::isAnyLocalAddress),
                    "a wildcard address cannot be advertised: nobody can send to it");
            require(udpPort >= 0 && udpPort <= 65_535, "the UDP port must be 0 to 65535");
        }

        /** Free ports of the loopback address. */
        public static Reach loopback(InetAddress... addresses) {
            List<InetAddress> all = List.of(addresses);
            return new Reach(all, all, 0, Tcp.FREE, PATIENCE);
        }
    }

    /**
     * ICE over TCP (RFC 6544).
     *
     * @param port TCP port of the first media loop, the next loops take the following ports; 0 takes free ports,
     *     negative listens at none
     * @param advertisedPorts what clients are told instead, one for each loop, where a front end passes connections on;
     *     empty for the bound ports
     */
    public record Tcp(int port, List<Integer> advertisedPorts, TcpLimits limits) {
        public static final Tcp FREE = new Tcp(0, List.of(), TcpLimits.DEFAULT);
        public static final Tcp NONE = new Tcp(-1, List.of(), TcpLimits.DEFAULT);

        public Tcp {
            advertisedPorts = List.copyOf(advertisedPorts);
            require(port >= -1 && port <= 65_535, "the TCP port must be 0 to 65535, or -1 for none");
            require(
                    advertisedPorts.stream().allMatch(each -> each >= 1 && each <= 65_535),
                    "an advertised TCP port must be 1 to 65535");
        }

        /** The port of one loop to bind, negative for none. */
        public int port(int loop) {
            return port <= 0 ? port : port + loop;
        }
    }

    /** One loop on free loopback ports with the default caps: what a test or a laptop needs. */
    public static BridgeSettings loopback() {
        return new BridgeSettings(Reach.loopback(InetAddress.getLoopbackAddress()), 1, 100, 300, 1500);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
