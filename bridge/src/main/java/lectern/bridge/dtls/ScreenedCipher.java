package lectern.bridge.dtls;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;

/** A record cipher that takes what {@link HandshakeScreen} refuses for a record that does not authenticate. */
final class ScreenedCipher implements TlsCipher {
    private final TlsCipher cipher;

    ScreenedCipher(TlsCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public TlsDecodeResult decodeCiphertext(
            long sequence, short type, ProtocolVersion version, byte[] text, int offset, int length)
            throws IOException {
        TlsDecodeResult plain = cipher.decodeCiphertext(sequence, type, version, text, offset, length);
        if (plain.contentType == HandshakeScreen.HANDSHAKE
                && !HandshakeScreen.messages(plain.buf, plain.off, plain.len)) {
            throw new TlsFatalAlert(AlertDescription.bad_record_mac);
        }
        return plain;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
            long sequence, short type, ProtocolVersion version, int headroom, byte[] text, int offset, int length)
            throws IOException {
        return cipher.encodePlaintext(sequence, type, version, headroom, text, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintextLimit) {
        return cipher.getCiphertextDecodeLimit(plaintextLimit);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintextLimit) {
        return cipher.getCiphertextEncodeLimit(plaintextLimit);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextDecodeLimit(ciphertextLimit);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertextLimit) {
        return cipher.getPlaintextEncodeLimit(ciphertextLimit);
    }

    @Override
    public void rekeyDecoder() throws IOException {
        cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
        cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
        return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
        return cipher.usesOpaqueRecordTypeEncode();
    }
}
