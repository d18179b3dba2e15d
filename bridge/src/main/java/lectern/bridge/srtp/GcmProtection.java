package lectern.bridge.srtp;

import java.security.GeneralSecurityException;
import lectern.bridge.rtp.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * AEAD_AES_128_GCM (RFC 7714) on jitsi-srtp's AES engine: four ciphers for the association, and for each SSRC only where
 * it stands. Allocates when an SSRC is seen first, never per packet (decision 0013).
 */
final class GcmProtection implements Protection {
    private static final int FIXED_RTCP = 8;
    private static final int INDEX_WORD = 4;
    /** The E flag of SRTCP: encrypted. WebRTC knows no other. */
    private static final int ENCRYPTED = 0x8000_0000;

    private final AesGcm sealRtp;
    private final AesGcm openRtp;
    private final AesGcm sealRtcp;
    private final AesGcm openRtcp;
    private final SsrcTable<PacketIndex> sending = new SsrcTable<>(SrtpSession.MAX_SENT);
    private final SsrcTable<PacketIndex> receiving = new SsrcTable<>(SrtpSession.MAX_RECEIVED);
    private final SsrcTable<PacketIndex> sendingControl = new SsrcTable<>(SrtpSession.MAX_SENT);
    private final SsrcTable<PacketIndex> receivingControl = new SsrcTable<>(SrtpSession.MAX_RECEIVED);
    private final byte[] word = new byte[INDEX_WORD];

    GcmProtection(SrtpKeys keys) {
        try {
            sealRtp = AesGcm.sealing(local(keys, KeyDerivation.RTP_ENCRYPTION), local(keys, KeyDerivation.RTP_SALT));
            openRtp = AesGcm.opening(remote(keys, KeyDerivation.RTP_ENCRYPTION), remote(keys, KeyDerivation.RTP_SALT));
            sealRtcp = AesGcm.sealing(local(keys, KeyDerivation.RTCP_ENCRYPTION), local(keys, KeyDerivation.RTCP_SALT));
            openRtcp =
                    AesGcm.opening(remote(keys, KeyDerivation.RTCP_ENCRYPTION), remote(keys, KeyDerivation.RTCP_SALT));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has AES in these modes", e);
        }
    }

    private static byte[] local(SrtpKeys keys, int label) throws GeneralSecurityException {
        return KeyDerivation.derive(keys.localKey(), keys.localSalt(), label, length(label));
    }

    private static byte[] remote(SrtpKeys keys, int label) throws GeneralSecurityException {
        return KeyDerivation.derive(keys.remoteKey(), keys.remoteSalt(), label, length(label));
    }

    private static int length(int label) {
        boolean salt = label == KeyDerivation.RTP_SALT || label == KeyDerivation.RTCP_SALT;
        return salt ? SrtpProfile.AEAD_AES_128_GCM.saltLength() : SrtpProfile.KEY_LENGTH;
    }

    @Override
    public int protect(byte[] buffer, int offset, int length) {
        int ssrc = Bytes.i32(buffer, offset + 8);
        PacketIndex stream = sending.get(ssrc);
        if (stream == null) {
            if (sending.full()) {
                return SrtpSession.TOO_MANY_SSRCS;
            }
            stream = PacketIndex.rtp();
            sending.put(ssrc, stream);
        }
        long index = stream.estimate(Bytes.u16(buffer, offset + 2));
        int verdict = stream.check(index);
        if (verdict != PacketIndex.FREE) {
            return verdict;
        }
        // Before the cipher sees it: whatever happens there, this nonce is never used again.
        stream.use(index);
        return rtp(sealRtp, buffer, offset, length, index);
    }

    @Override
    public int unprotect(byte[] buffer, int offset, int length) {
        int ssrc = Bytes.i32(buffer, offset + 8);
        int sequence = Bytes.u16(buffer, offset + 2);
        PacketIndex known = receiving.get(ssrc);
        if (known == null && receiving.full()) {
            return SrtpSession.TOO_MANY_SSRCS;
        }
        long index = known == null ? sequence : known.estimate(sequence);
        int verdict = known == null ? PacketIndex.FREE : known.check(index);
        if (verdict != PacketIndex.FREE) {
            return verdict;
        }
        int plain = rtp(openRtp, buffer, offset, length, index);
        if (plain >= 0) {
            used(receiving, ssrc, known == null ? PacketIndex.rtp() : known, index);
        }
        return plain;
    }

    private static int rtp(AesGcm cipher, byte[] buffer, int offset, int length, long index) {
        int header = RtpShape.headerLength(buffer, offset);
        try {
            int text = cipher.begin(Bytes.i32(buffer, offset + 8), index)
                    .clear(buffer, offset, header)
                    .finish(buffer, offset + header, length - header);
            return header + text;
        } catch (javax.crypto.AEADBadTagException e) {
            return SrtpSession.AUTH_FAILED;
        } catch (GeneralSecurityException e) {
            return SrtpSession.FAILED;
        }
    }

    private static void used(SsrcTable<PacketIndex> table, int ssrc, PacketIndex stream, long index) {
        stream.use(index);
        if (table.get(ssrc) == null) {
            table.put(ssrc, stream);
        }
    }

    /** RFC 7714 §9.2: header, sealed text, tag, E flag and index; the first and the last are authenticated. */
    @Override
    public int protectRtcp(byte[] buffer, int offset, int length) {
        int ssrc = Bytes.i32(buffer, offset + 4);
        PacketIndex stream = sendingControl.get(ssrc);
        if (stream == null) {
            if (sendingControl.full()) {
                return SrtpSession.TOO_MANY_SSRCS;
            }
            stream = PacketIndex.rtcp();
            sendingControl.put(ssrc, stream);
        }
        long index = stream.next();
        int verdict = stream.check(index);
        if (verdict != PacketIndex.FREE) {
            return verdict;
        }
        stream.use(index);
        Bytes.put32(word, 0, ENCRYPTED | (int) index);
        int sealed = rtcp(sealRtcp, buffer, offset, length, index);
        if (sealed < 0) {
            return sealed;
        }
        System.arraycopy(word, 0, buffer, offset + sealed, INDEX_WORD);
        return sealed + INDEX_WORD;
    }

    @Override
    public int unprotectRtcp(byte[] buffer, int offset, int length) {
        int ssrc = Bytes.i32(buffer, offset + 4);
        int body = length - INDEX_WORD;
        System.arraycopy(buffer, offset + body, word, 0, INDEX_WORD);
        if (word[0] >= 0) {
            return SrtpSession.MALFORMED;
        }
        long index = Bytes.i32(word, 0) & ~ENCRYPTED;
        @Nullable PacketIndex known = receivingControl.get(ssrc);
        if (known == null && receivingControl.full()) {
            return SrtpSession.TOO_MANY_SSRCS;
        }
        int verdict = known == null ? PacketIndex.FREE : known.check(index);
        if (verdict != PacketIndex.FREE) {
            return verdict;
        }
        int plain = rtcp(openRtcp, buffer, offset, body, index);
        if (plain >= 0) {
            used(receivingControl, ssrc, known == null ? PacketIndex.rtcp() : known, index);
        }
        return plain;
    }

    private int rtcp(AesGcm cipher, byte[] buffer, int offset, int length, long index) {
        try {
            int text = cipher.begin(Bytes.i32(buffer, offset + 4), index)
                    .clear(buffer, offset, FIXED_RTCP)
                    .clear(word, 0, INDEX_WORD)
                    .finish(buffer, offset + FIXED_RTCP, length - FIXED_RTCP);
            return FIXED_RTCP + text;
        } catch (javax.crypto.AEADBadTagException e) {
            return SrtpSession.AUTH_FAILED;
        } catch (GeneralSecurityException e) {
            return SrtpSession.FAILED;
        }
    }

    @Override
    public int receivedSsrcs() {
        return receiving.size();
    }
}
