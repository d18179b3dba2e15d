package lectern.bridge.srtp;

import java.util.logging.Level;
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

    /**
     * Chooses and warms the engine. Takes about a second the first time, so call it once at start and off the media
     * loops.
     *
     * @return the engine's name for the log
     */
    public static String warmUp() {
        String engine = JitsiOpenSslProvider.isLoaded() ? "OpenSSL" : "SunJCE";
        Aes.setFactoryClassName("org.jitsi.srtp.crypto.Aes$" + engine + "CipherFactory");
        Aes.createCipher("AES/GCM/NoPadding");
        Aes.createCipher("AES/CTR/NoPadding");
        return engine;
    }

    private SrtpEngine() {}
}
