package lectern.bridge.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A self-signed ECDSA P-256 certificate with its key, made anew at each start (RFC 8827 §6.5): peers know it by its
 * fingerprint in the SDP. Immutable; any thread.
 */
public final class DtlsIdentity {
    /** Longer than any bridge runs between restarts; nobody checks dates, but they must be plausible. */
    private static final Duration VALIDITY = Duration.ofDays(365);

    private final BcTlsCrypto crypto;
    private final AsymmetricCipherKeyPair keys;
    private final byte[] encoded;
    private final Fingerprint fingerprint;

    private DtlsIdentity(BcTlsCrypto crypto, AsymmetricCipherKeyPair keys, byte[] encoded) {
        this.crypto = crypto;
        this.keys = keys;
        this.encoded = encoded;
        this.fingerprint = Fingerprint.sha256(encoded);
    }

    /** BouncyCastle's own, but for what its record ciphers let through. */
    private static final class Crypto extends BcTlsCrypto {
        Crypto(SecureRandom random) {
            super(random);
        }

        @Override
        public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac) throws IOException {
            return new ScreenedCipher(super.createCipher(parameters, encryption, mac));
        }
    }

    public static DtlsIdentity create(SecureRandom random, Instant now) {
        X9ECParameters curve = ECNamedCurveTable.getByName("secp256r1");
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(ECNamedCurveTable.getOID("secp256r1"), curve), random));
        AsymmetricCipherKeyPair keys = generator.generateKeyPair();
        return new DtlsIdentity(new Crypto(random), keys, selfSigned(keys, random, now));
    }

    private static byte[] selfSigned(AsymmetricCipherKeyPair keys, SecureRandom random, Instant now) {
        X500Name name = new X500Name("CN=Lectern");
        var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        try {
            return new X509v3CertificateBuilder(
                            name,
                            new BigInteger(63, random),
                            Date.from(now.minus(Duration.ofDays(1))),
                            Date.from(now.plus(VALIDITY)),
                            name,
                            SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(keys.getPublic()))
                    .build(new BcECContentSignerBuilder(algorithm, digest).build(keys.getPrivate()))
                    .getEncoded();
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException("a certificate from our own key cannot fail", e);
        }
    }

    /** SHA-256, for the SDP. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner signer(TlsContext context) throws IOException {
        Certificate chain = new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, encoded)});
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                keys.getPrivate(),
                chain,
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
