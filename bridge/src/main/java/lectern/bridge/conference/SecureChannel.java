package lectern.bridge.conference;

import java.util.List;
import lectern.bridge.dtls.DtlsConnection;
import lectern.bridge.dtls.DtlsHandshakes;
import lectern.bridge.dtls.DtlsIdentity;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.dtls.Fingerprint;

/** DTLS as a link sees it; a simulation, whose time is not the handshake threads', has another. */
interface SecureChannel {
    void start(List<Fingerprint> fingerprints);

    void receive(byte[] buffer, int offset, int length);

    boolean send(byte[] buffer, int offset, int length);

    void close();

    /** Makes one for each endpoint. */
    interface Factory {
        Fingerprint fingerprint();

        SecureChannel open(DtlsListener listener);
    }

    /** Real DTLS; what handshakes say is posted to the loop. */
    static Factory dtls(DtlsIdentity identity, DtlsHandshakes handshakes, java.util.concurrent.Executor loop) {
        return new Factory() {
            @Override
            public Fingerprint fingerprint() {
                return identity.fingerprint();
            }

            @Override
            public SecureChannel open(DtlsListener listener) {
                return over(DtlsConnection.server(identity, handshakes, loop, listener));
            }
        };
    }

    private static SecureChannel over(DtlsConnection connection) {
        return new SecureChannel() {
            @Override
            public void start(List<Fingerprint> fingerprints) {
                connection.start(fingerprints);
            }

            @Override
            public void receive(byte[] buffer, int offset, int length) {
                connection.receive(buffer, offset, length);
            }

            @Override
            public boolean send(byte[] buffer, int offset, int length) {
                return connection.send(buffer, offset, length);
            }

            @Override
            public void close() {
                connection.close();
            }
        };
    }
}
