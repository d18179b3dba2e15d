package lectern.bridge.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certificate's fingerprint as SDP writes it (RFC 8122 §5).
 *
 * @param algorithm {@code sha-256}, {@code sha-384} or {@code sha-512}
 * @param value upper-case hexadecimal bytes with colons between them
 */
public record Fingerprint(String algorithm, String value) {
    private static final Map<String, Integer> LENGTHS = Map.of("sha-256", 32, "sha-384", 48, "sha-512", 64);
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public Fingerprint {
        Integer length = LENGTHS.get(algorithm);
        if (length == null || value.length() != 3 * length - 1) {
            throw new IllegalArgumentException("not a fingerprint: " + algorithm);
        }
    }

    /** Null when the algorithm is none of ours or the value has not its shape. */
    public static @Nullable Fingerprint parse(String algorithm, String value) {
        String name = algorithm.toLowerCase(Locale.ROOT);
        Integer length = LENGTHS.get(name);
        if (length == null || value.length() != 3 * length - 1) {
            return null;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (i % 3 == 2 ? c != ':' : !HexFormat.isHexDigit(c)) {
                return null;
            }
        }
        return new Fingerprint(name, value.toUpperCase(Locale.ROOT));
    }

    /** The SHA-256 fingerprint of a DER certificate. */
    public static Fingerprint sha256(byte[] certificate) {
        return new Fingerprint("sha-256", digest("sha-256", certificate));
    }

    /** Whether it is this certificate's. */
    public boolean matches(byte[] certificate) {
        return digest(algorithm, certificate).equals(value);
    }

    private static String digest(String algorithm, byte[] certificate) {
        try {
            return HEX.formatHex(MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT))
                    .digest(certificate));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
