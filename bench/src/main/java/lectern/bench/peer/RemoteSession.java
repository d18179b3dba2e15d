package lectern.bench.peer;

import java.net.InetSocketAddress;
import java.util.List;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import org.jspecify.annotations.Nullable;

/**
 * What a server told a peer: where it is, how it is secured and what it will send.
 *
 * @param security null for a server without ICE, DTLS and SRTP
 * @param receiving streams that were announced; when there are none, every SSRC is taken as it comes
 * @param transportCc whether the peer numbers what it sends for transport-wide feedback and gives such feedback
 * @param data whether there is a data channel
 */
public record RemoteSession(
        InetSocketAddress address,
        @Nullable Security security,
        List<Stream> receiving,
        boolean transportCc,
        boolean data) {
    public RemoteSession {
        receiving = List.copyOf(receiving);
    }

    /** The same server behind another address, as a relay on the path makes it. */
    public RemoteSession behind(InetSocketAddress relay) {
        return new RemoteSession(relay, security, receiving, transportCc, data);
    }

    /**
     * The server's half of ICE and DTLS. The peer is always DTLS' client.
     *
     * @param controlling whether the server is ICE's controlling agent (RFC 8445 §6.1.1)
     */
    public record Security(IceCredentials ice, Fingerprint fingerprint, boolean controlling) {}

    /**
     * One stream it will send.
     *
     * @param rtxSsrc of its retransmissions, 0 for none
     */
    public record Stream(String mid, boolean video, int ssrc, int rtxSsrc) {}
}
