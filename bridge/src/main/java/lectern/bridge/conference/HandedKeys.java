package lectern.bridge.conference;

import java.util.Arrays;
import java.util.List;
import lectern.bridge.dtls.DtlsListener;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;

/** In the place of DTLS between a rehearsal and itself: a peer's first record is the keys. */
final class HandedKeys implements SecureChannel.Factory {
    /** A record's first byte, so that it is demultiplexed as DTLS (RFC 7983). */
    static final byte HELLO = 22;

    static final SrtpProfile PROFILE = SrtpProfile.AEAD_AES_128_GCM;

    @Override
    public Fingerprint fingerprint() {
        return Fingerprint.sha256(new byte[] {1});
    }

    @Override
    public SecureChannel open(DtlsListener listener) {
        return new SecureChannel() {
            @Override
            public void start(List<Fingerprint> fingerprints) {}

            @Override
            public void receive(byte[] buffer, int offset, int length) {
                byte[] material = Arrays.copyOfRange(buffer, offset + 1, offset + length);
                listener.established(PROFILE, SrtpKeys.split(PROFILE, material, false));
            }

            @Override
            public boolean send(byte[] buffer, int offset, int length) {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
