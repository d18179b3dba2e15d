package lectern.bridge.dtls;

import java.io.IOException;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.Vector;
import lectern.bridge.srtp.SrtpProfile;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The active side, for our own peers: offers profiles and shows a certificate when asked. */
final class ClientRole extends DefaultTlsClient implements TlsAuthentication {
    private final DtlsPeer peer;
    private final SrtpProfile[] offered;

    ClientRole(DtlsPeer peer, SrtpProfile... offered) {
        super(peer.identity.crypto());
        this.peer = peer;
        this.offered = offered;
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
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedSignatureAlgorithms() {
        return DtlsPeer.signatures();
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public Hashtable getClientExtensions() throws IOException {
        Hashtable extensions = TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
        int[] ids = Arrays.stream(offered).mapToInt(SrtpProfile::id).toArray();
        TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(ids, new byte[0]));
        return extensions;
    }

    @Override
    @SuppressWarnings({"rawtypes", "unchecked"})
    public void processServerExtensions(@Nullable Hashtable extensions) throws IOException {
        super.processServerExtensions(extensions);
        UseSRTPData chosen = extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions);
        peer.profile = chosen == null ? null : SrtpProfile.choose(chosen.getProtectionProfiles());
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return this;
    }

    @Override
    public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        peer.check(certificate.getCertificate());
    }

    @Override
    public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
        return peer.identity.signer(context);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        peer.export(context, true);
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
