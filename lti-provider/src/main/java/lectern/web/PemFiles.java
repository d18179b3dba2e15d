package lectern.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import lectern.settings.SettingsException;

/** A certificate chain and its key from PEM files (RFC 7468), as a key store in memory. */
final class PemFiles {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END");
    /** Of an rsaEncryption AlgorithmIdentifier (RFC 8017 appendix A.1) behind version 0, as PKCS #8 wraps it. */
    private static final byte[] RSA = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0D,
        0x06,
        0x09,
        0x2A,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xF7,
        0x0D,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int LARGEST = 1024 * 1024;

    private PemFiles() {}

    /**
     * Reads both files.
     *
     * @throws SettingsException with a sentence that names the file
     */
    static KeyStore read(Path certificate, Path key) {
        Certificate[] chain = chain(certificate);
        PrivateKey secret = key(key);
        if (!fits(chain[0], secret)) {
            throw new SettingsException(
                    "The key in " + key + " is not the key of the certificate in " + certificate + ".");
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("lectern", secret, new char[0], chain);
            return store;
        } catch (GeneralSecurityException | IOException e) {
            throw new SettingsException("The certificate in " + certificate + " cannot be used: " + e.getMessage());
        }
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > LARGEST) {
                throw new SettingsException("The file " + file + " is too large for a certificate or key.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new SettingsException("The file " + file + " cannot be read.");
        }
    }

    private static Certificate[] chain(Path file) {
        try {
            List<Certificate> chain = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file))));
            if (!chain.isEmpty()) {
                return chain.toArray(Certificate[]::new);
            }
        } catch (CertificateException e) {
            // said below
        }
        throw new SettingsException("The file " + file + " holds no certificate in PEM (-----BEGIN CERTIFICATE-----).");
    }

    private static PrivateKey key(Path file) {
        Matcher pem = KEY.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
        String kind = pem.find() ? pem.group(1).strip() : "none";
        if (kind.isEmpty() || kind.equals("RSA")) {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            byte[] pkcs8 = kind.isEmpty() ? der : wrapped(der);
            for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
                } catch (InvalidKeySpecException e) {
                    // a key of another kind
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException("every Java platform has " + algorithm, e);
                }
            }
        }
        throw new SettingsException(
                "The file " + file + " holds no private key that can be read without a password; make"
                        + " one with: openssl pkcs8 -topk8 -nodes -in " + file + " -out key.pem");
    }

    /** PKCS #1 in PKCS #8 (RFC 5208 §5). */
    private static byte[] wrapped(byte[] pkcs1) {
        byte[] octets = tagged(0x04, pkcs1);
        byte[] inner = new byte[RSA.length + octets.length];
        System.arraycopy(RSA, 0, inner, 0, RSA.length);
        System.arraycopy(octets, 0, inner, RSA.length, octets.length);
        return tagged(0x30, inner);
    }

    /** Tag, length in the long form of two bytes, content (X.690 §8.1.3.5). */
    private static byte[] tagged(int tag, byte[] content) {
        byte[] out = new byte[content.length + 4];
        out[0] = (byte) tag;
        out[1] = (byte) 0x82;
        out[2] = (byte) (content.length >> 8);
        out[3] = (byte) content.length;
        System.arraycopy(content, 0, out, 4, content.length);
        return out;
    }

    private static boolean fits(Certificate certificate, PrivateKey key) {
        String algorithm = switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "EdDSA";
        };
        try {
            byte[] text = {1, 2, 3};
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(key);
            signing.update(text);
            byte[] signed = signing.sign();
            Signature checking = Signature.getInstance(algorithm);
            checking.initVerify(certificate.getPublicKey());
            checking.update(text);
            return checking.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
