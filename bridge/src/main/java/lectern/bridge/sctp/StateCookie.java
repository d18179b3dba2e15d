package lectern.bridge.sctp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * All that an INIT agreed on, carried by the peer until its COOKIE ECHO (RFC 9260 §5.1.3).
 *
 * @param localTie tag of the association that a restart replaces, 0 for none (RFC 9260 §5.2.2)
 */
record StateCookie(long madeNanos, int localTag, int localTsn, int localTie, int peerTie, InitChunk peer) {
    /** Valid.Cookie.Life (RFC 9260 §16). */
    static final Duration LIFE = Duration.ofSeconds(60);

    private static final int BODY = 8 + 4 * 4 + 4 + 8 + 4 + 4 + 2;
    private static final int MAC = 32;
    static final int LENGTH = Wire.padded(BODY + MAC);

    /** Seals and opens cookies with a key of its own. */
    static final class Seal {
        private final Mac mac;

        Seal(SecureRandom random) {
            byte[] key = new byte[32];
            random.nextBytes(key);
            try {
                mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(key, "HmacSHA256"));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java platform has HmacSHA256", e);
            }
        }

        byte[] seal(StateCookie cookie) {
            InitChunk peer = cookie.peer;
            ByteBuffer out = ByteBuffer.allocate(LENGTH)
                    .putLong(cookie.madeNanos)
                    .putInt(cookie.localTag)
                    .putInt(cookie.localTsn)
                    .putInt(cookie.localTie)
                    .putInt(cookie.peerTie)
                    .putInt(peer.tag())
                    .putLong(peer.window())
                    .putShort((short) peer.outStreams())
                    .putShort((short) peer.inStreams())
                    .putInt(peer.tsn())
                    .putShort((short) peer.extensions());
            mac.update(out.array(), 0, BODY);
            return out.put(mac.doFinal()).array();
        }

        /** Null when we did not make it. */
        @Nullable
        StateCookie open(byte[] b, int at, int length) {
            if (length != LENGTH) {
                return null;
            }
            mac.update(b, at, BODY);
            byte[] theirs = new byte[MAC];
            System.arraycopy(b, at + BODY, theirs, 0, MAC);
            if (!MessageDigest.isEqual(mac.doFinal(), theirs)) {
                return null;
            }
            ByteBuffer in = ByteBuffer.wrap(b, at, BODY);
            long made = in.getLong();
            int localTag = in.getInt();
            int localTsn = in.getInt();
            int localTie = in.getInt();
            int peerTie = in.getInt();
            InitChunk peer = InitChunk.kept(
                    in.getInt(),
                    in.getLong(),
                    in.getShort() & 0xFFFF,
                    in.getShort() & 0xFFFF,
                    in.getInt(),
                    in.getShort());
            return new StateCookie(made, localTag, localTsn, localTie, peerTie, peer);
        }
    }

    boolean stale(long nowNanos) {
        return staleNanos(nowNanos) > 0;
    }

    /** For how long it has been, not positive while it is good. */
    long staleNanos(long nowNanos) {
        return nowNanos - madeNanos - LIFE.toNanos();
    }
}
