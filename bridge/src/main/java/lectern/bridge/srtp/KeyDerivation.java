package lectern.bridge.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Session keys of a master key (RFC 3711 §4.3.1, §4.3.3, RFC 7714 §11). The key derivation rate is 0 in DTLS-SRTP, so all
 * SSRCs of an association share them.
 */
final class KeyDerivation {
    static final int RTP_ENCRYPTION = 0;
    static final int RTP_SALT = 2;
    static final int RTCP_ENCRYPTION = 3;
    static final int RTCP_SALT = 5;

    private static final int BLOCK = 16;
    private static final int LABEL_AT = 7;

    private KeyDerivation() {}

    /** The key stream of AES in counter mode from the master salt with the label in it. */
    static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) throws GeneralSecurityException {
        byte[] block = Arrays.copyOf(masterSalt, BLOCK);
        block[LABEL_AT] ^= (byte) label;
        Cipher counter = Cipher.getInstance("AES/CTR/NoPadding");
        counter.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(masterKey, "AES"), new IvParameterSpec(block));
        return counter.doFinal(new byte[length]);
    }
}
