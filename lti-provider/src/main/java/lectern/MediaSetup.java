package lectern;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import lectern.bridge.BridgeSettings;
import lectern.bridge.ice.TurnServers;
import lectern.bridge.net.TcpLimits;
import lectern.settings.Loopback;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From what the operator wrote to what the bridge needs; says what cannot work before anybody joins a class. */
final class MediaSetup {
    private static final Logger LOG = LoggerFactory.getLogger(MediaSetup.class);
    private static final String ADVERTISED = "lectern.media.advertised";
    private static final String BIND = "lectern.media.bind";
    private static final String TCP_PORTS = "lectern.media.tcp.advertised-ports";

    private MediaSetup() {}

    static BridgeSettings bridge(Settings settings) {
        Settings.Media media = settings.media();
        int cores = Runtime.getRuntime().availableProcessors();
        int loops = media.loops() == 0 ? Math.max(1, cores / 2) : media.loops();
        BridgeSettings.Reach reach = reach(media.reach(), loops);
        warnings(settings, reach).forEach(sentence -> LOG.atWarn().log(sentence));
        return new BridgeSettings(
                reach, loops, settings.classes().maxPeople(), media.maxCameraKbps(), media.maxScreenKbps());
    }

    static TurnServers turn(Settings.Turn turn) {
        try {
            return new TurnServers(turn.uris(), turn.secret(), turn.lifetime());
        } catch (IllegalArgumentException e) {
            throw new SettingsException("lectern.media.turn: " + e.getMessage() + ".");
        }
    }

    private static BridgeSettings.Reach reach(Settings.Reach reach, int loops) {
        List<InetAddress> bind = addresses(reach.bind(), BIND);
        if (bind.size() > 1 && bind.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            throw new SettingsException(
                    BIND + ": \"::\" and \"0.0.0.0\" stand for every address already; write that one alone.");
        }
        List<InetAddress> advertised = addresses(reach.advertised(), ADVERTISED);
        if (advertised.stream().anyMatch(InetAddress::isAnyLocalAddress)) {
            throw new SettingsException(ADVERTISED
                    + ": nobody can send to \"0.0.0.0\" or \"::\"; write the addresses that browsers reach, such as "
                    + "[\"192.0.2.10\"].");
        }
        ports("lectern.media.port", reach.port(), loops);
        return new BridgeSettings.Reach(
                bind, advertised, reach.port(), tcp(reach.tcp(), loops), reach.connectWarningAfter());
    }

    private static BridgeSettings.Tcp tcp(Settings.Tcp tcp, int loops) {
        if (!tcp.enabled()) {
            return BridgeSettings.Tcp.NONE;
        }
        ports("lectern.media.tcp.port", tcp.port(), loops);
        if (!tcp.advertisedPorts().isEmpty() && tcp.advertisedPorts().size() != loops) {
            throw new SettingsException(TCP_PORTS + ": there are " + loops
                    + " media loops, and each needs a port of its own; write as many ports, or set"
                    + " lectern.media.loops.");
        }
        List<Integer> advertised = new ArrayList<>();
        for (String text : tcp.advertisedPorts()) {
            if (!text.matches("[1-9][0-9]{0,4}") || Integer.parseInt(text) > 65_535) {
                throw new SettingsException(
                        TCP_PORTS + ": \"" + text + "\" is no port; write a number from 1 to 65535.");
            }
            advertised.add(Integer.valueOf(text));
        }
        int perAddress = Math.min(tcp.perAddress(), tcp.connections());
        return new BridgeSettings.Tcp(
                tcp.port(), advertised, new TcpLimits(tcp.connections(), perAddress, TcpLimits.DEFAULT.proof()));
    }

    private static void ports(String key, int first, int loops) {
        if (first + loops > 65_536) {
            throw new SettingsException(key + ": " + loops + " media loops need as many ports from " + first
                    + " up, and ports end at 65535; write a lower one.");
        }
    }

    private static List<InetAddress> addresses(List<String> texts, String key) {
        if (texts.isEmpty()) {
            throw new SettingsException(key + ": at least one address is needed, such as [\"192.0.2.10\"].");
        }
        List<InetAddress> addresses = new ArrayList<>();
        for (String text : texts) {
            try {
                addresses.add(InetAddress.getByName(text));
            } catch (UnknownHostException e) {
                throw new SettingsException(
                        key + ": " + text + " is no address of this network; write one such as 192.0.2.10.");
            }
        }
        return addresses;
    }

    /** What is allowed and will most likely not work. */
    static List<String> warnings(Settings settings, BridgeSettings.Reach reach) {
        List<String> sentences = new ArrayList<>();
        boolean local = Loopback.is(settings.baseUrl().getHost());
        for (InetAddress address : reach.advertised()) {
            String name = address.getHostAddress();
            if (address.isLoopbackAddress() && !local) {
                sentences.add("Browsers elsewhere cannot send media to " + name + "; set " + ADVERTISED
                        + " to the address by which they reach this machine");
            } else if (address.isLinkLocalAddress()) {
                sentences.add(
                        "Only this machine's own network reaches the link-local address " + name + " of " + ADVERTISED);
            } else if (!listens(reach.bind(), address)) {
                sentences.add("Nothing listens for media sent to " + name + ": " + BIND
                        + " has only addresses of the other family or of this machine alone; set it to \"::\"");
            }
        }
        return sentences;
    }

    /** Whether packets to this address may arrive; behind NAT it is not ours, so only the kind is compared. */
    private static boolean listens(List<InetAddress> bind, InetAddress advertised) {
        return bind.stream()
                .anyMatch(bound -> bound.isAnyLocalAddress()
                        || (bound instanceof Inet4Address == advertised instanceof Inet4Address
                                && (!bound.isLoopbackAddress() || advertised.isLoopbackAddress())));
    }
}
