package lectern.bench.peer;

import java.net.InetSocketAddress;
import java.util.List;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;

/**
 * What a peer tells a server about itself.
 *
 * @param sending its streams, in the order of its media lines
 */
public record LocalSession(
        IceCredentials ice, Fingerprint fingerprint, InetSocketAddress candidate, List<Stream> sending) {
    public LocalSession {
        sending = List.copyOf(sending);
    }

    /**
     * One stream it sends.
     *
     * @param rid of a simulcast layer (RFC 8851), empty for none
     * @param rtxSsrc of its retransmissions, 0 for audio
     */
    public record Stream(String mid, String rid, boolean video, int ssrc, int rtxSsrc) {}
}
