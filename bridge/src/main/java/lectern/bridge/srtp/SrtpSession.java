package lectern.bridge.srtp;

/**
 * Protects and unprotects the RTP and RTCP packets of one DTLS association, in place. Every method returns the packet's
 * new length or one of the negative codes; the bytes of a packet that was refused are undefined. A
 * receiving SSRC has state only after its first packet authenticated, so that a flood of SSRCs makes none.
 *
 * <p>The sender refuses a sequence number that it has encrypted before ({@link #REPLAYED}) or that is 64 or more behind
 * ({@link #TOO_OLD}): under AES-GCM two plaintexts under one (SSRC, ROC, sequence number) would give the key away.
 * Retransmissions go by RTX (RFC 4588), whose sequence numbers are their own.
 */
public final class SrtpSession {
    /** The packet's tag is wrong. */
    public static final int AUTH_FAILED = -1;
    /** This sequence number or SRTCP index was seen before. */
    public static final int REPLAYED = -2;
    /** The sequence number is behind the window of 64. */
    public static final int TOO_OLD = -3;
    /** Not an RTP or RTCP packet of plausible length. */
    public static final int MALFORMED = -4;
    /** {@link #MAX_RECEIVED} SSRCs are known and this is another, or {@link #MAX_SENT} for sending. */
    public static final int TOO_MANY_SSRCS = -5;
    /** The engine refused. */
    public static final int FAILED = -6;

    /** Bytes that must be free behind a packet's end for {@link #protect} and {@link #protectRtcp}. */
    public static final int SLACK = 20;

    public static final int MAX_RECEIVED = 64;
    public static final int MAX_SENT = 512;

    private final SrtpProfile profile;
    private final Protection protection;

    public SrtpSession(SrtpProfile profile, SrtpKeys keys) {
        this.profile = profile;
        protection =
                profile == SrtpProfile.AEAD_AES_128_GCM ? new GcmProtection(keys) : new JitsiProtection(profile, keys);
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** Encrypts an RTP packet; {@link #SLACK} bytes behind it must be free. */
    public int protect(byte[] buffer, int offset, int length) {
        return RtpShape.rtp(buffer, offset, length) ? protection.protect(buffer, offset, length) : MALFORMED;
    }

    /** Authenticates and decrypts an RTP packet. */
    public int unprotect(byte[] buffer, int offset, int length) {
        return RtpShape.rtp(buffer, offset, length - profile.tagLength())
                ? protection.unprotect(buffer, offset, length)
                : MALFORMED;
    }

    /** Encrypts a compound RTCP packet; {@link #SLACK} bytes behind it must be free. */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        return RtpShape.rtcp(buffer, offset, length) ? protection.protectRtcp(buffer, offset, length) : MALFORMED;
    }

    /** Authenticates and decrypts a compound RTCP packet. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        return RtpShape.rtcp(buffer, offset, length - profile.tagLength() - 4)
                ? protection.unprotectRtcp(buffer, offset, length)
                : MALFORMED;
    }

    /** SSRCs of RTP that have authenticated. */
    public int receivedSsrcs() {
        return protection.receivedSsrcs();
    }
}
