package lectern.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/** What is to be known of a certificate in a PEM file. */
public final class CertificateFile {
    private CertificateFile() {}

    /** Until when the first certificate of the file is good; empty when it cannot be read. */
    public static Optional<Instant> goodUntil(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate first
                    ? Optional.of(first.getNotAfter().toInstant())
                    : Optional.empty();
        } catch (IOException | CertificateException e) {
            return Optional.empty();
        }
    }
}
