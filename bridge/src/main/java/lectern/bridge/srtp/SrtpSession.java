package lectern.bridge.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Protects and unprotects the RTP and RTCP packets of one DTLS association, in place. Every method returns the packet's
 * new length or one of the negative codes; the bytes of a packet that was refused are undefined. A context is derived
 * for an SSRC when it is first seen (about 10 µs), and a receiving one kept only after its first packet authenticated,
 * so that a flood of SSRCs makes no state.
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
    private final SrtpContextFactory sender;
    private final SrtpContextFactory receiver;
    private final SsrcTable<SrtpCryptoContext> sending = new SsrcTable<>(MAX_SENT);
    private final SsrcTable<SrtpCryptoContext> receiving = new SsrcTable<>(MAX_RECEIVED);
    private final SsrcTable<SrtcpCryptoContext> sendingControl = new SsrcTable<>(MAX_SENT);
    private final SsrcTable<SrtcpCryptoContext> receivingControl = new SsrcTable<>(MAX_RECEIVED);
    private final PacketWindow window = new PacketWindow();

    public SrtpSession(SrtpProfile profile, SrtpKeys keys) {
        this.profile = profile;
        SrtpPolicy policy = profile.policy();
        SrtpPolicy control = profile.policy();
        sender = new SrtpContextFactory(true, keys.localKey(), keys.localSalt(), policy, control, SrtpEngine.QUIET);
        receiver =
                new SrtpContextFactory(false, keys.remoteKey(), keys.remoteSalt(), policy, control, SrtpEngine.QUIET);
    }

    public SrtpProfile profile() {
        return profile;
    }

    /** Encrypts an RTP packet; {@link #SLACK} bytes behind it must be free. */
    public int protect(byte[] buffer, int offset, int length) {
        if (!RtpShape.rtp(buffer, offset, length)) {
            return MALFORMED;
        }
        try {
            SrtpCryptoContext context = sending(RtpShape.ssrc(buffer, offset + 8));
            return context == null
                    ? TOO_MANY_SSRCS
                    : result(context.transformPacket(window.over(buffer, offset, length)));
        } catch (GeneralSecurityException e) {
            return FAILED;
        }
    }

    /** Authenticates and decrypts an RTP packet. */
    public int unprotect(byte[] buffer, int offset, int length) {
        if (!RtpShape.rtp(buffer, offset, length - profile.tagLength())) {
            return MALFORMED;
        }
        int ssrc = RtpShape.ssrc(buffer, offset + 8);
        SrtpCryptoContext known = receiving.get(ssrc);
        if (known == null && receiving.full()) {
            return TOO_MANY_SSRCS;
        }
        try {
            SrtpCryptoContext context = known == null ? receiver.deriveContext(ssrc, 0) : known;
            int result = result(context.reverseTransformPacket(window.over(buffer, offset, length), false));
            if (known == null && result >= 0) {
                receiving.put(ssrc, context);
            }
            return result;
        } catch (GeneralSecurityException e) {
            return FAILED;
        }
    }

    /** Encrypts a compound RTCP packet; {@link #SLACK} bytes behind it must be free. */
    public int protectRtcp(byte[] buffer, int offset, int length) {
        if (!RtpShape.rtcp(buffer, offset, length)) {
            return MALFORMED;
        }
        try {
            SrtcpCryptoContext context = sendingControl(RtpShape.ssrc(buffer, offset + 4));
            return context == null
                    ? TOO_MANY_SSRCS
                    : result(context.transformPacket(window.over(buffer, offset, length)));
        } catch (GeneralSecurityException e) {
            return FAILED;
        }
    }

    /** Authenticates and decrypts a compound RTCP packet. */
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        if (!RtpShape.rtcp(buffer, offset, length - profile.tagLength() - 4)) {
            return MALFORMED;
        }
        int ssrc = RtpShape.ssrc(buffer, offset + 4);
        SrtcpCryptoContext known = receivingControl.get(ssrc);
        if (known == null && receivingControl.full()) {
            return TOO_MANY_SSRCS;
        }
        try {
            SrtcpCryptoContext context = known == null ? receiver.deriveControlContext(ssrc) : known;
            int result = result(context.reverseTransformPacket(window.over(buffer, offset, length)));
            if (known == null && result >= 0) {
                receivingControl.put(ssrc, context);
            }
            return result;
        } catch (GeneralSecurityException e) {
            return FAILED;
        }
    }

    /** SSRCs of RTP that have authenticated. */
    public int receivedSsrcs() {
        return receiving.size();
    }

    private @Nullable SrtpCryptoContext sending(int ssrc) throws GeneralSecurityException {
        SrtpCryptoContext context = sending.get(ssrc);
        if (context == null && !sending.full()) {
            context = sender.deriveContext(ssrc, 0);
            sending.put(ssrc, context);
        }
        return context;
    }

    private @Nullable SrtcpCryptoContext sendingControl(int ssrc) throws GeneralSecurityException {
        SrtcpCryptoContext context = sendingControl.get(ssrc);
        if (context == null && !sendingControl.full()) {
            context = sender.deriveControlContext(ssrc);
            sendingControl.put(ssrc, context);
        }
        return context;
    }

    private int result(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> window.getLength();
            case AUTH_FAIL -> AUTH_FAILED;
            case REPLAY_FAIL -> REPLAYED;
            case REPLAY_OLD -> TOO_OLD;
            case INVALID_PACKET -> MALFORMED;
            case FAIL -> FAILED;
        };
    }
}
