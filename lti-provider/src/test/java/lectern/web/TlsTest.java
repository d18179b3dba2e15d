package lectern.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import lectern.settings.AddressRange;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
    @TempDir
    Path folder;

    private Settings.Tls files() {
        return new Settings.Tls(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    }

    /** Certificates made by openssl, as an operator would. */
    private void make(String name, String... kind) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "2"));
        command.addAll(List.of(kind));
        command.addAll(List.of(
                "-subj",
                "/CN=" + name,
                "-addext",
                "subjectAltName=DNS:localhost",
                "-keyout",
                folder.resolve("key.pem").toString(),
                "-out",
                folder.resolve("cert.pem").toString()));
        run(command);
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private WebServer server(TlsFiles tls) {
        return new WebServer(
                new Settings.Http("127.0.0.1", 0, null, List.of()),
                tls,
                new SecurityHeaders(URI.create("https://class.school.edu")),
                new WebServer.Content(65536, List.of(routes -> routes.get("/here", ctx -> ctx.result("here")))));
    }

    /** Whoever answers there, and the headers of the answer. */
    private static String[] ask(int port) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trusting()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            String name = ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
            socket.getOutputStream()
                    .write("GET /here HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            return new String[] {name, new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)};
        }
    }

    /** The test looks at the certificate itself. */
    private static final class Trusting implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    @Test
    void aChangedCertificateIsUsedWithoutARestart() throws Exception {
        make("first", "-newkey", "rsa:2048");
        TlsFiles tls = new TlsFiles(files());
        try (WebServer server = server(tls)) {
            server.start();
            String[] first = ask(server.port());
            assertThat(first[0]).isEqualTo("CN=first");
            assertThat(first[1]).startsWith("HTTP/1.1 200").endsWith("here");
            assertThat(first[1]).contains("Strict-Transport-Security: max-age=");
            Files.writeString(folder.resolve("cert.pem"), "half a renewal");
            tls.look();
            assertThat(ask(server.port())[0]).isEqualTo("CN=first");
            make("second", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
            tls.look();
            assertThat(ask(server.port())[0]).isEqualTo("CN=second");
        }
    }

    @Test
    void aKeyOfOpensslsOldFormIsReadToo() throws Exception {
        make("old", "-newkey", "rsa:2048");
        Path key = folder.resolve("key.pem");
        run(List.of("openssl", "rsa", "-traditional", "-in", key.toString(), "-out", key.toString()));
        assertThat(Files.readString(key)).contains("BEGIN RSA PRIVATE KEY");
        assertThat(PemFiles.read(folder.resolve("cert.pem"), key).size()).isEqualTo(1);
    }

    @Test
    void filesThatCannotBeUsedAreASentenceThatNamesThem() throws Exception {
        assertThatThrownBy(() -> new TlsFiles(files()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("cert.pem cannot be read");
        make("a", "-newkey", "rsa:2048");
        Path other = folder.resolve("other.pem");
        Files.move(folder.resolve("key.pem"), other);
        make("b", "-newkey", "rsa:2048");
        assertThatThrownBy(() -> PemFiles.read(folder.resolve("cert.pem"), other))
                .hasMessageContaining("is not the key of the certificate");
        assertThatThrownBy(() -> PemFiles.read(other, other)).hasMessageContaining("holds no certificate");
        assertThatThrownBy(() -> PemFiles.read(folder.resolve("cert.pem"), folder.resolve("cert.pem")))
                .hasMessageContaining("openssl pkcs8");
    }

    @Test
    void onlyTrustedProxiesSayWhoseARequestIs() {
        ClientAddress nobody = new ClientAddress(List.of());
        assertThat(nobody.of("127.0.0.1", "203.0.113.9")).isEqualTo("127.0.0.1");
        ClientAddress proxies =
                new ClientAddress(List.of(AddressRange.parse("127.0.0.1"), AddressRange.parse("10.0.0.0/8")));
        assertThat(proxies.of("127.0.0.1", "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(proxies.of("127.0.0.1", "1.1.1.1, 203.0.113.9, 10.2.3.4")).isEqualTo("203.0.113.9");
        assertThat(proxies.of("198.51.100.7", "203.0.113.9")).isEqualTo("198.51.100.7");
        assertThat(proxies.of("127.0.0.1", "unknown")).isEqualTo("127.0.0.1");
        assertThat(proxies.of("127.0.0.1", "")).isEqualTo("127.0.0.1");
        assertThat(proxies.of("127.0.0.1", "203.0.113.9:4711")).isEqualTo("203.0.113.9");
        assertThat(proxies.of("127.0.0.1", "[2001:db8::1]:443")).startsWith("2001:db8:");
    }

    @Test
    void aRangeIsItsFirstBits() throws Exception {
        AddressRange range = AddressRange.parse("192.0.2.128/25");
        assertThat(range.contains(AddressRange.literal("192.0.2.200"))).isTrue();
        assertThat(range.contains(AddressRange.literal("192.0.2.100"))).isFalse();
        assertThat(range.contains(AddressRange.literal("2001:db8::1"))).isFalse();
        assertThat(AddressRange.parse("2001:db8::/32").contains(AddressRange.literal("2001:db8:1::5")))
                .isTrue();
        for (String wrong : List.of("proxy.school.edu", "10.0.0.0/33", "10.0.0/8", "", "10.0.0.0/x")) {
            assertThatThrownBy(() -> AddressRange.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
