package lectern.bridge.ice;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * A user name fragment and password (RFC 8445 §5.3): 4 to 256 and 22 to 256 ice-chars.
 */
public record IceCredentials(String ufrag, String pwd) {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PWD = Pattern.compile("[A-Za-z0-9+/]{22,256}");
    private static final String ICE_CHARS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public IceCredentials {
        if (!valid(ufrag, pwd)) {
            throw new IllegalArgumentException("not an ice-ufrag of 4 to 256 and an ice-pwd of 22 to 256 ice-chars");
        }
    }

    public static boolean valid(String ufrag, String pwd) {
        return UFRAG.matcher(ufrag).matches() && PWD.matcher(pwd).matches();
    }

    /** 72 and 192 random bits: unique among all endpoints of all bridges, and not to be guessed. */
    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(text(random, 12), text(random, 32));
    }

    private static String text(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ICE_CHARS.charAt(random.nextInt(64)));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }
}
