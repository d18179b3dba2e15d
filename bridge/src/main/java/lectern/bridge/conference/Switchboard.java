package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import lectern.bridge.ice.IceLite;
import lectern.bridge.net.PacketHandler;
import lectern.bridge.net.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings each datagram of one loop to the endpoint it is for (RFC 7983): STUN by our user fragment, everything else by
 * an address that an authentic check came from.
 */
final class Switchboard implements PacketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final Strangers strangers = new Strangers();
    private final Map<Path, Link> byPath = new HashMap<>();
    private final Map<String, Link> byUfrag = new HashMap<>();
    private final Map<String, ConferenceState> conferences = new LinkedHashMap<>();

    void add(ConferenceState conference) {
        conferences.put(conference.id(), conference);
    }

    void remove(ConferenceState conference) {
        conferences.remove(conference.id(), conference);
    }

    void ufrag(String ufrag, Link link) {
        byUfrag.put(ufrag, link);
    }

    void path(Path path, Link link) {
        byPath.put(path, link);
    }

    void forget(String ufrag, Link link) {
        byUfrag.remove(ufrag, link);
    }

    void forget(Path path, Link link) {
        byPath.remove(path, link);
    }

    /** Ids of the conferences that are on this loop. */
    List<String> conferences() {
        return List.copyOf(conferences.keySet());
    }

    Strangers strangers() {
        return strangers;
    }

    @Override
    public void receive(byte[] buffer, int length, Path from, long now) {
        if (length < 2) {
            return;
        }
        int first = buffer[0] & 0xFF;
        Link link = byPath.get(from);
        if (first < 4) {
            link = link != null || strangers.admits(from.hashCode(), now) ? named(buffer, length, link) : null;
        }
        if (link != null) {
            link.owner().datagram(first, buffer, length, from, now);
        } else {
            strangers.dropped();
        }
    }

    @Override
    public boolean expects(Path from) {
        return byPath.containsKey(from);
    }

    /** Whom a check is for; an answer to a check of ours names nobody and is for whoever has the path. */
    private @Nullable Link named(byte[] buffer, int length, @Nullable Link ofPath) {
        String ufrag = IceLite.serverUfrag(buffer, 0, length);
        return ufrag == null ? ofPath : byUfrag.get(ufrag);
    }

    @Override
    public void gone(Path path) {
        Link link = byPath.remove(path);
        if (link != null) {
            link.gone(path);
        }
    }

    @Override
    public void tick(long now) {
        for (ConferenceState conference : new ArrayList<>(conferences.values())) {
            conference.tick(now);
        }
    }

    @Override
    public void closed() {
        if (strangers.total() > 0) {
            LOG.atInfo().addKeyValue("datagrams", strangers.total()).log("datagrams of strangers were dropped");
        }
        new ArrayList<>(conferences.values()).forEach(ConferenceState::close);
    }
}
