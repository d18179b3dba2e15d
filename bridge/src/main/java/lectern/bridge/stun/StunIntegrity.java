package lectern.bridge.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA1 under one short-term password (RFC 8489 §9.1.1): what MESSAGE-INTEGRITY is made and checked with. Serves
 * one thread.
 */
public final class StunIntegrity {
    static final int LENGTH = 20;

    private final Mac mac;

    public StunIntegrity(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA1", e);
        }
    }

    /**
     * The MAC of a message up to its MESSAGE-INTEGRITY attribute, with the header's length counted to the end of that
     * attribute (RFC 8489 §14.5).
     *
     * @param end offset of the attribute's type
     */
    byte[] of(byte[] buffer, int offset, int end) {
        int length = end - offset - StunMessage.HEADER + 4 + LENGTH;
        mac.update(buffer, offset, 2);
        mac.update((byte) (length >>> 8));
        mac.update((byte) length);
        mac.update(buffer, offset + 4, end - offset - 4);
        return mac.doFinal();
    }

    boolean matches(byte[] buffer, int offset, int end) {
        byte[] theirs = new byte[LENGTH];
        System.arraycopy(buffer, end + 4, theirs, 0, LENGTH);
        return MessageDigest.isEqual(of(buffer, offset, end), theirs);
    }
}
