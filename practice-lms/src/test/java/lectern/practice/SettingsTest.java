package lectern.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    @Test
    void withoutArgumentsItIsTheUsualPair() {
        Settings settings = Settings.of(List.of());

        assertThat(settings.issuer()).isEqualTo("http://127.0.0.1:9090");
        assertThat(settings.tool()).isEqualTo("http://localhost:8080");
    }

    @Test
    void aSlashAfterTheToolsOriginIsForgiven() {
        assertThat(Settings.of(List.of("--tool", "https://tool.example/")).tool())
                .isEqualTo("https://tool.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void aLoopbackAddressIsAccepted(String host) {
        assertThat(new Settings(host, 9090, "http://localhost:8080").issuer()).endsWith(":9090");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "10.0.0.1", ""})
    void anAddressThatOthersCanReachIsRefused(String host) {
        assertThatThrownBy(() -> Settings.of(List.of("--host", host)))
                .isInstanceOf(Settings.Mistake.class)
                .hasMessageContaining("--host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", ""})
    void aPortIsANumberInRange(String port) {
        assertThatThrownBy(() -> Settings.of(List.of("--port", port)))
                .isInstanceOf(Settings.Mistake.class)
                .hasMessageContaining("1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "ftp://localhost",
                "http://localhost:8080/lti",
                "http://me@localhost",
                "http://localhost/?a=b",
                "http://bad host"
            })
    void aToolIsAnOrigin(String tool) {
        assertThatThrownBy(() -> Settings.of(List.of("--tool", tool)))
                .isInstanceOf(Settings.Mistake.class)
                .hasMessageContaining("http://localhost:8080");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> Settings.of(List.of("--prot", "1"))).hasMessageContaining("--prot");
    }

    @Test
    void aPublicAddressEndsTheProcessWithOneSentence() throws Exception {
        Ended ended = run("--host", "0.0.0.0");

        assertThat(ended.status()).isEqualTo(78);
        assertThat(ended.lines()).hasSize(1).allMatch(line -> line.contains("loopback"));
    }

    @Test
    void aTakenPortEndsTheProcessWithOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run("--port", Integer.toString(taken.getLocalPort()));

            assertThat(ended.status()).isEqualTo(78);
            assertThat(ended.lines()).hasSize(1).allMatch(line -> line.contains("--port"));
        }
    }

    private record Ended(int status, List<String> lines) {}

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                PracticeMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output.lines().toList());
    }
}
