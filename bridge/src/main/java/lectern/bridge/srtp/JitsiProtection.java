package lectern.bridge.srtp;

import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Any profile in jitsi-srtp's own contexts, one for each SSRC: what clients without AES-GCM get. A context is derived when
 * its SSRC is first seen (about 10 µs), and a receiving one kept only after its first packet authenticated.
 */
final class JitsiProtection implements Protection {
    private final SrtpContextFactory sender;
    private final SrtpContextFactory receiver;
    private final SsrcTable<SrtpCryptoContext> sending = new SsrcTable<>(SrtpSession.MAX_SENT);
    private final SsrcTable<SrtpCryptoContext> receiving = new SsrcTable<>(SrtpSession.MAX_RECEIVED);
    private final SsrcTable<SrtcpCryptoContext> sendingControl = new SsrcTable<>(SrtpSession.MAX_SENT);
    private final SsrcTable<SrtcpCryptoContext> receivingControl = new SsrcTable<>(SrtpSession.MAX_RECEIVED);
    private final PacketWindow window = new PacketWindow();

    JitsiProtection(SrtpProfile profile, SrtpKeys keys) {
        SrtpPolicy policy = profile.policy();
        SrtpPolicy control = profile.policy();
        sender = new SrtpContextFactory(true, keys.localKey(), keys.localSalt(), policy, control, SrtpEngine.QUIET);
        receiver =
                new SrtpContextFactory(false, keys.remoteKey(), keys.remoteSalt(), policy, control, SrtpEngine.QUIET);
    }

    @Override
    public int protect(byte[] buffer, int offset, int length) {
        try {
            SrtpCryptoContext context = sending(RtpShape.ssrc(buffer, offset + 8));
            return context == null
                    ? SrtpSession.TOO_MANY_SSRCS
                    : result(context.transformPacket(window.over(buffer, offset, length)));
        } catch (GeneralSecurityException e) {
            return SrtpSession.FAILED;
        }
    }

    @Override
    public int unprotect(byte[] buffer, int offset, int length) {
        int ssrc = RtpShape.ssrc(buffer, offset + 8);
        SrtpCryptoContext known = receiving.get(ssrc);
        if (known == null && receiving.full()) {
            return SrtpSession.TOO_MANY_SSRCS;
        }
        try {
            SrtpCryptoContext context = known == null ? receiver.deriveContext(ssrc, 0) : known;
            int result = result(context.reverseTransformPacket(window.over(buffer, offset, length), false));
            if (known == null && result >= 0) {
                receiving.put(ssrc, context);
            }
            return result;
        } catch (GeneralSecurityException e) {
            return SrtpSession.FAILED;
        }
    }

    @Override
    public int protectRtcp(byte[] buffer, int offset, int length) {
        try {
            SrtcpCryptoContext context = sendingControl(RtpShape.ssrc(buffer, offset + 4));
            return context == null
                    ? SrtpSession.TOO_MANY_SSRCS
                    : result(context.transformPacket(window.over(buffer, offset, length)));
        } catch (GeneralSecurityException e) {
            return SrtpSession.FAILED;
        }
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        int ssrc = RtpShape.ssrc(buffer, offset + 4);
        SrtcpCryptoContext known = receivingControl.get(ssrc);
        if (known == null && receivingControl.full()) {
            return SrtpSession.TOO_MANY_SSRCS;
        }
        try {
            SrtcpCryptoContext context = known == null ? receiver.deriveControlContext(ssrc) : known;
            int result = result(context.reverseTransformPacket(window.over(buffer, offset, length)));
            if (known == null && result >= 0) {
                receivingControl.put(ssrc, context);
            }
            return result;
        } catch (GeneralSecurityException e) {
            return SrtpSession.FAILED;
        }
    }

    @Override
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
            case AUTH_FAIL -> SrtpSession.AUTH_FAILED;
            case REPLAY_FAIL -> SrtpSession.REPLAYED;
            case REPLAY_OLD -> SrtpSession.TOO_OLD;
            case INVALID_PACKET -> SrtpSession.MALFORMED;
            case FAIL -> SrtpSession.FAILED;
        };
    }
}
