package lectern.bridge.conference;

import java.security.SecureRandom;
import java.util.List;
import lectern.bridge.BridgeSettings;
import lectern.bridge.net.Clock;
import lectern.bridge.net.Transport;
import lectern.bridge.sdp.Candidate;

/**
 * What everything on one loop shares.
 *
 * @param candidates the loop's ports on each advertised address
 */
record LoopContext(
        Clock clock,
        Transport transport,
        SecureChannel.Factory channels,
        SecureRandom random,
        BridgeSettings settings,
        List<Candidate> candidates) {
    /** The same for one conference. */
    LoopContext ofConference() {
        return new LoopContext(clock, transport, channels.ofConference(), random, settings, candidates);
    }
}
