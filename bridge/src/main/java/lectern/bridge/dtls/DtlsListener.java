package lectern.bridge.dtls;

import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;

/** What a {@link DtlsConnection} says, always on the loop it was made with. */
public interface DtlsListener {
    /** A datagram for the peer; the bytes are valid during the call. */
    void send(byte[] buffer, int offset, int length);

    /** The handshake is done and the peer's certificate is the expected one. */
    void established(SrtpProfile profile, SrtpKeys keys);

    /** One record of application data (an SCTP packet, RFC 8261); the bytes are valid during the call. */
    void data(byte[] buffer, int offset, int length);

    /** The last call: the handshake failed, the peer closed, or the association broke. Not told after our own close. */
    void closed(String reason);
}
