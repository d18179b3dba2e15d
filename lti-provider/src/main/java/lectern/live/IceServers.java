package lectern.live;

import java.time.Clock;
import java.util.List;
import lectern.bridge.ice.TurnServers;

/** What a browser is told besides the offer: relays, and its own credential for them. Any thread. */
public final class IceServers {
    private final TurnServers servers;
    private final Clock clock;

    public IceServers(TurnServers servers, Clock clock) {
        this.servers = servers;
        this.clock = clock;
    }

    /** Fresh credentials of this person, good for a while; empty when there is no relay. */
    public List<TurnServers.Credential> of(String person) {
        return servers.issue(person, clock.instant());
    }
}
