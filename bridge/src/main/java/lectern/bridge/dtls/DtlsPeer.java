package lectern.bridge.dtls;

import java.io.IOException;
import java.util.List;
import java.util.Vector;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.jspecify.annotations.Nullable;

/** What both roles of a handshake agree on: versions, suites, the certificate check and the exported keys. */
final class DtlsPeer {
    static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA,
    };

    final DtlsIdentity identity;
    final List<Fingerprint> expected;
    final int timeoutMillis;

    @Nullable
    SrtpProfile profile;

    @Nullable
    SrtpKeys keys;

    DtlsPeer(DtlsIdentity identity, List<Fingerprint> expected, int timeoutMillis) {
        this.identity = identity;
        this.expected = List.copyOf(expected);
        this.timeoutMillis = timeoutMillis;
    }

    static ProtocolVersion[] versions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @SuppressWarnings("JdkObsolete") // BouncyCastle's interface
    static Vector<SignatureAndHashAlgorithm> signatures() {
        Vector<SignatureAndHashAlgorithm> algorithms = new Vector<>();
        algorithms.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
        algorithms.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha384, SignatureAlgorithm.ecdsa));
        algorithms.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
        return algorithms;
    }

    /** The certificate must be one of those that the SDP named (RFC 8122 §6.2). */
    void check(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.certificate_required, "no certificate");
        }
        byte[] encoded = certificate.getCertificateAt(0).getEncoded();
        if (expected.stream().noneMatch(fingerprint -> fingerprint.matches(encoded))) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "the certificate is not the one in the SDP");
        }
    }

    void export(TlsContext context, boolean client) throws IOException {
        SrtpProfile chosen = profile;
        if (chosen == null) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no use_srtp profile in common");
        }
        byte[] material = context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, SrtpKeys.exportLength(chosen));
        keys = SrtpKeys.split(chosen, material, client);
    }
}
