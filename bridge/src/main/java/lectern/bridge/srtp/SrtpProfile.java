package lectern.bridge.srtp;

import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/** Protection profiles (RFC 5764 §4.1.2, RFC 7714 §14.2) in our order of preference: GCM costs half the CPU. */
public enum SrtpProfile {
    AEAD_AES_128_GCM(7, 12, 16),
    AES128_CM_HMAC_SHA1_80(1, 14, 10);

    /** Bytes of a master key, in both profiles. */
    public static final int KEY_LENGTH = 16;

    private final int id;
    private final int saltLength;
    private final int tagLength;

    SrtpProfile(int id, int saltLength, int tagLength) {
        this.id = id;
        this.saltLength = saltLength;
        this.tagLength = tagLength;
    }

    /** The number in the use_srtp extension. */
    public int id() {
        return id;
    }

    public int saltLength() {
        return saltLength;
    }

    /** What protection adds to an RTP packet; RTCP grows by four bytes more. */
    public int tagLength() {
        return tagLength;
    }

    /** The profile we prefer among those a peer offers; null when we know none of them. */
    public static @Nullable SrtpProfile choose(int[] offered) {
        for (SrtpProfile profile : values()) {
            for (int id : offered) {
                if (profile.id == id) {
                    return profile;
                }
            }
        }
        return null;
    }

    SrtpPolicy policy() {
        return this == AEAD_AES_128_GCM
                ? new SrtpPolicy(SrtpPolicy.AESGCM_ENCRYPTION, 16, SrtpPolicy.NULL_AUTHENTICATION, 0, 16, 12)
                : new SrtpPolicy(SrtpPolicy.AESCM_ENCRYPTION, 16, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, 14);
    }
}
