package lectern.bridge.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import lectern.bridge.rtp.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * AES-GCM under one session key in one direction (RFC 7714 §8, §9). With jitsi-srtp's OpenSSL engine a packet allocates
 * nothing: the key stays scheduled, and the nonce is handed over in the array it is made in.
 */
final class AesGcm {
    static final int TAG = 16;

    private static final int NONCE = 12;

    private final int mode;
    private final SecretKeySpec key;
    private final byte[] salt;
    private final byte[] nonce = new byte[NONCE];
    private final Cipher cipher;
    private final @Nullable GCMParameterSpec reused;

    private AesGcm(int mode, byte[] key, byte[] salt) throws GeneralSecurityException {
        this.mode = mode;
        this.key = new SecretKeySpec(key, "AES");
        this.salt = salt;
        cipher = SrtpEngine.aesGcm();
        reused = SrtpEngine.copiesNonce(cipher) ? new LiveNonce(nonce) : null;
    }

    static AesGcm sealing(byte[] key, byte[] salt) throws GeneralSecurityException {
        return new AesGcm(Cipher.ENCRYPT_MODE, key, salt);
    }

    static AesGcm opening(byte[] key, byte[] salt) throws GeneralSecurityException {
        return new AesGcm(Cipher.DECRYPT_MODE, key, salt);
    }

    /**
     * Starts a packet. The nonce is the salt xor this (RFC 7714 §8.1; for SRTCP, §9.1, the index is the shorter one):
     *
     * <pre>
     *  0  1  2  3  4  5  6  7  8  9 10 11
     * |00|00|    SSRC   |     ROC   | SEQ |
     * |00|00|    SSRC   |00|00|0+ index   |
     * </pre>
     */
    AesGcm begin(int ssrc, long index) throws GeneralSecurityException {
        Bytes.put16(nonce, 0, 0);
        Bytes.put32(nonce, 2, ssrc);
        Bytes.put16(nonce, 6, (int) (index >>> 32));
        Bytes.put32(nonce, 8, (int) index);
        for (int i = 0; i < NONCE; i++) {
            nonce[i] ^= salt[i];
        }
        cipher.init(mode, key, reused == null ? new GCMParameterSpec(8 * TAG, nonce) : reused);
        return this;
    }

    /** Authenticates bytes that stay in the clear. */
    AesGcm clear(byte[] buffer, int offset, int length) {
        cipher.updateAAD(buffer, offset, length);
        return this;
    }

    /**
     * Works through the rest in place and ends the packet.
     *
     * @param length of the plain text when sealing, of the sealed text with its tag when opening
     * @return the length now
     */
    int finish(byte[] buffer, int offset, int length) throws GeneralSecurityException {
        return cipher.doFinal(buffer, offset, length, buffer, offset);
    }

    /** Lends the array itself to an engine that reads it within the call. */
    private static final class LiveNonce extends GCMParameterSpec {
        private final byte[] live;

        LiveNonce(byte[] live) {
            super(8 * TAG, live);
            this.live = live;
        }

        @Override
        public byte[] getIV() {
            return live;
        }
    }
}
