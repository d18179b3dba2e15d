package lectern.bridge.srtp;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.logging.Level;
import javax.crypto.Cipher;
import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;
import org.jitsi.utils.logging2.Logger;
import org.jitsi.utils.logging2.LoggerImpl;

/**
 * The AES engine of the process: the system's OpenSSL 3 where it loads, else the JDK's. BouncyCastle's takes twenty times
 * as long and is never used.
 */
public final class SrtpEngine {
    /** jitsi-srtp logs per packet; our counters say the same. */
    static final Logger QUIET = new LoggerImpl("lectern.bridge.srtp", Level.OFF);

    private static final Provider OPENSSL = new JitsiOpenSslProvider();
    private static final String AES_GCM = "AES/GCM/NoPadding";

    /**
     * Chooses and warms the engine. Takes about a second the first time, so call it once at start and off the media
     * loops.
     *
     * @return the engine's name for the log
     */
    public static String warmUp() {
        String engine = JitsiOpenSslProvider.isLoaded() ? "OpenSSL" : "SunJCE";
        Aes.setFactoryClassName("org.jitsi.srtp.crypto.Aes$" + engine + "CipherFactory");
        Aes.createCipher(AES_GCM);
        Aes.createCipher("AES/CTR/NoPadding");
        return engine;
    }

    /** A cipher of the engine for one session key. */
    static Cipher aesGcm() throws GeneralSecurityException {
        return JitsiOpenSslProvider.isLoaded() ? Cipher.getInstance(AES_GCM, OPENSSL) : Cipher.getInstance(AES_GCM);
    }

    /**
     * Whether a cipher is done with the nonce's array when {@code init} returns. The JDK's keeps the array, to refuse the
     * same nonce twice.
     */
    static boolean copiesNonce(Cipher cipher) {
        return cipher.getProvider() instanceof JitsiOpenSslProvider;
    }

    private SrtpEngine() {}
}
