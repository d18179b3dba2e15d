package lectern.bridge.dtls;

import java.io.IOException;
import java.util.Hashtable;
import lectern.bridge.srtp.SrtpProfile;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The passive side (RFC 8842 §5.3): chooses the SRTP profile and demands the client's certificate. */
final class ServerRole extends DefaultTlsServer {
    private final DtlsPeer peer;

    ServerRole(DtlsPeer peer) {
        super(peer.identity.crypto());
        this.peer = peer;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return DtlsPeer.versions();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return DtlsPeer.SUITES.clone();
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return peer.identity.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
        return new CertificateRequest(types, DtlsPeer.signatures(), null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        peer.check(certificate);
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        UseSRTPData offered = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        peer.profile = offered == null ? null : SrtpProfile.choose(offered.getProtectionProfiles());
        if (peer.profile == null) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter, "no use_srtp profile in common");
        }
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        SrtpProfile chosen = peer.profile;
        if (chosen != null) {
            TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(new int[] {chosen.id()}, new byte[0]));
        }
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        peer.export(context, false);
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return peer.timeoutMillis;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return 200;
    }
}
