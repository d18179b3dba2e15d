package lectern.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificate of the web server, read again when its files change: new connections get the new one, and those that
 * are there stay. Files that do not fit together, as between two steps of a renewal, change nothing. Looked at by a
 * thread of its own every 30 s.
 */
final class TlsFiles implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TlsFiles.class);
    private static final int LOOK_SECONDS = 30;

    private final Path certificate;
    private final Path key;
    private final SslContextFactory.Server factory = new SslContextFactory.Server();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "tls-files");
        thread.setDaemon(true);
        return thread;
    });
    private String seen;

    /** @throws SettingsException when they cannot be used */
    TlsFiles(Settings.Tls files) {
        certificate = files.certificate();
        key = files.key();
        seen = stamp();
        use(factory, PemFiles.read(certificate, key));
        factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    }

    private static void use(SslContextFactory factory, KeyStore store) {
        factory.setKeyStore(store);
        factory.setKeyStorePassword("");
    }

    SslContextFactory.Server factory() {
        return factory;
    }

    void watch() {
        ScheduledFuture<?> unused =
                looking.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    /** Takes the files as they are now if they changed. */
    synchronized void look() {
        String now = stamp();
        if (now.equals(seen)) {
            return;
        }
        try {
            KeyStore store = PemFiles.read(certificate, key);
            factory.reload(changed -> use(changed, store));
            seen = now;
            LOG.atInfo().addKeyValue("certificate", certificate).log("The new certificate is in use");
        } catch (SettingsException e) {
            LOG.atWarn().addKeyValue("problem", e.getMessage()).log("The certificate changed and cannot be used yet");
        } catch (Exception e) { // Jetty's reload declares no more than this
            LOG.atError().setCause(e).log("The certificate could not be exchanged");
        }
    }

    private String stamp() {
        return stamp(certificate) + ' ' + stamp(key);
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis() + "/" + Files.size(file);
        } catch (IOException e) {
            return "none";
        }
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
