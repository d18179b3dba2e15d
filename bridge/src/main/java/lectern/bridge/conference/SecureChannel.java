package lectern.bridge.conference;

import java.util.List;
import java.util.concurrent.Executor;
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

        /** The same for one conference, which gets no more than a share of the handshake threads. */
        default Factory ofConference() {
            return this;
        }
    }

    /** Real DTLS; what handshakes say is posted to the loop. */
    static Factory dtls(DtlsIdentity identity, DtlsHandshakes handshakes, Executor loop) {
        return new Dtls(identity, handshakes, handshakes.share(), loop);
    }

    /** The handshakes of one share. */
    record Dtls(DtlsIdentity identity, DtlsHandshakes handshakes, DtlsHandshakes.Share share, Executor loop)
            implements Factory {
        @Override
        public Fingerprint fingerprint() {
            return identity.fingerprint();
        }

        @Override
        public SecureChannel open(DtlsListener listener) {
            return over(DtlsConnection.server(identity, share, loop, listener));
        }

        @Override
        public Factory ofConference() {
            return new Dtls(identity, handshakes, handshakes.share(), loop);
        }
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
