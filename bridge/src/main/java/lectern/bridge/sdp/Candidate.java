package lectern.bridge.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import lectern.bridge.net.Protocol;

/** A host candidate of ours (RFC 8445 §5.1.1): UDP, or passive TCP (RFC 6544 §4.1). */
public record Candidate(Protocol protocol, InetSocketAddress address) {
    /** RFC 8445 §5.1.2.2. */
    private static final int UDP_TYPE_PREFERENCE = 126;
    /** Below everything over UDP, relayed candidates too: a browser then takes TCP only when nothing else works. */
    private static final int TCP_TYPE_PREFERENCE = 0;
    /** RFC 6544 §4.2: of passive candidates, in the three highest bits of the local preference. */
    private static final int PASSIVE = 4;

    private static final int LOCAL = 65_535;
    private static final int TCP_LOCAL = 8191;

    public static Candidate udp(InetSocketAddress address) {
        return new Candidate(Protocol.UDP, address);
    }

    public static Candidate tcp(InetSocketAddress address) {
        return new Candidate(Protocol.TCP, address);
    }

    /** The value of an {@code a=candidate} line (RFC 8839 §5.1); earlier ones are preferred. */
    String line(int index) {
        String foundation = (index + 1) + " 1 ";
        String target = text(address.getAddress()) + " " + address.getPort() + " typ host";
        return protocol == Protocol.UDP
                ? foundation + "udp " + priority(UDP_TYPE_PREFERENCE, LOCAL - index) + " " + target
                : foundation + "tcp " + priority(TCP_TYPE_PREFERENCE, (PASSIVE << 13) + TCP_LOCAL - index) + " "
                        + target + " tcptype passive";
    }

    /** RFC 8445 §5.1.2.1, of component 1. */
    private static long priority(int type, int local) {
        return ((long) type << 24) + ((long) local << 8) + 255;
    }

    /** Without a zone (RFC 8839 §5.1), which means something on this machine only. */
    private static String text(InetAddress address) {
        String text = address.getHostAddress();
        int zone = address instanceof Inet6Address ? text.indexOf('%') : -1;
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** "UDP over IPv4", for a log: what kind it is, not where. */
    public String kind() {
        return protocol + (address.getAddress() instanceof Inet6Address ? " over IPv6" : " over IPv4");
    }

    /** The kinds among these, each once. */
    public static String kinds(List<Candidate> candidates) {
        return String.join(
                ", ", candidates.stream().map(Candidate::kind).distinct().toList());
    }
}
