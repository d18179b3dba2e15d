package lectern.bridge;

import java.net.InetAddress;
import java.util.List;

/**
 * What an operator decides about the bridge.
 *
 * @param bind address the UDP sockets bind to
 * @param firstPort UDP port of the first media loop, the next loops take the following ports; 0 takes free ports
 * @param loops media loops (threads and ports), 1 to 64
 * @param advertised addresses offered as host candidates (RFC 8445 §5.1.1), at least one
 * @param maxEndpoints endpoints of one conference, 1 to 500
 * @param maxCameraKbps cap for a camera's simulcast layers together
 * @param maxScreenKbps cap for a screen
 */
public record BridgeSettings(
        InetAddress bind,
        int firstPort,
        int loops,
        List<InetAddress> advertised,
        int maxEndpoints,
        int maxCameraKbps,
        int maxScreenKbps) {
    public BridgeSettings {
        advertised = List.copyOf(advertised);
        require(firstPort >= 0 && firstPort + loops <= 65_536, "firstPort must leave room for every loop below 65536");
        require(loops >= 1 && loops <= 64, "loops must be 1 to 64");
        require(!advertised.isEmpty(), "at least one advertised address is needed");
        require(maxEndpoints >= 1 && maxEndpoints <= 500, "maxEndpoints must be 1 to 500");
        require(maxCameraKbps >= 50 && maxCameraKbps <= 10_000, "maxCameraKbps must be 50 to 10000");
        require(maxScreenKbps >= 50 && maxScreenKbps <= 20_000, "maxScreenKbps must be 50 to 20000");
    }

    /** One loop on a free loopback port with the default caps: what a test or a laptop needs. */
    public static BridgeSettings loopback() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new BridgeSettings(loopback, 0, 1, List.of(loopback), 100, 300, 1500);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
