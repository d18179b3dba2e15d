package lectern.bridge.conference;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import lectern.bridge.BridgeSettings;
import lectern.bridge.net.Clock;
import lectern.bridge.net.Transport;

/**
 * What everything on one loop shares.
 *
 * @param candidates the loop's port on each advertised address
 */
record LoopContext(
        Clock clock,
        Transport transport,
        SecureChannel.Factory channels,
        SecureRandom random,
        BridgeSettings settings,
        List<InetSocketAddress> candidates) {}
