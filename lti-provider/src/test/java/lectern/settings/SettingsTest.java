package lectern.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @TempDir
    Path folder;

    private Settings load(String text) throws IOException {
        return Settings.load(Files.writeString(folder.resolve("lectern.conf"), text), Map.of());
    }

    @Test
    void theDefaultsAreWhole() {
        Settings settings = Settings.load(null, Map.of());
        assertThat(settings.baseUrl()).hasToString("http://localhost:8080");
        assertThat(settings.http()).isEqualTo(new Settings.Http("127.0.0.1", 8080));
        assertThat(settings.classes().endWithoutHostAfter()).isEqualTo(Duration.ofMinutes(15));
        assertThat(settings.recorder().socket()).isEqualTo(Path.of("data", "recorder.sock"));
        assertThat(settings.registrations()).isEmpty();
    }

    @Test
    void theFileOverridesTheDefaultsAndTheCommandLineTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("lectern.conf"), "lectern { http.port = 81, data = /srv/l }");
        Settings settings = Settings.load(file, Map.of("lectern.http.port", "82"));
        assertThat(settings.http().port()).isEqualTo(82);
        assertThat(settings.baseUrl()).hasToString("http://localhost:82");
        assertThat(settings.recorder().socket()).isEqualTo(Path.of("/srv/l/recorder.sock"));
    }

    @Test
    void everyKeyOfTheReferenceIsReadAndEveryKeyReadIsInTheReference() {
        assertThat(SettingsReader.keysRead()).isEqualTo(SettingsReader.keys(SettingsReader.reference()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lectern.http.prot = 80                  | lectern.http.prot is not a setting; did you mean lectern.http.port?
            lectern.htp { port = 80 }               | lectern.htp.port is not a setting; did you mean lectern.http.port?
            lectern.http.port = 70000               | lectern.http.port cannot be 70000; write a whole number from 0 to 65535.
            lectern.http.port = many                | lectern.http.port cannot be "many"; write a whole number
            lectern.http = 3                        | lectern.http is a section; write its settings, such as lectern.http.
            lectern.class.record = perhaps          | lectern.class.record cannot be "perhaps"; write true or false.
            lectern.class.end-without-host-after = 3 apples | write a duration from 1 seconds to 12 hours
            lectern.recorder.mode = sometimes       | write "child" or "external".
            lectern.base-url = "https://a.b/c"      | write scheme, host and port only
            lectern.base-url = "http://class.school.edu" | write scheme, host and port only
            lectern.base-url = "ftp://a.b"          | write scheme, host and port only
            lectern.base-url = "not an address"     | write scheme, host and port only
            lectern.media.advertised = 1.2.3.4      | write a list of texts
            lectern.media.bind = "::1"              | write a list of texts
            lectern.media.tcp.port = -1             | lectern.media.tcp.port cannot be -1; write a whole number
            lectern.media.turn.lifetime = 2 hours   | write a duration from 60 seconds to 1 hours
            lectern.media.turn.secret = [hush]      | lectern.media.turn.secret is no text; write one in quotes.
            lectern.recorder.heap = "1 ton"         | write a size such as "256m".
            lectern { http { port = 1               | cannot be understood
            lectern.data = ${?nothing}${missing}    | cannot be understood
            lectern.registrations = [{iss = a}]     | lectern.registrations[0].client-id is missing
            lectern.registrations = [{jwks-url = "http://lms.school/keys"}] | lectern.registrations[0].jwks-url cannot be "http://lms.school/keys"; write an https address
            lectern.registrations = [{isss = a}]    | lectern.registrations[0].isss is not a setting; did you mean iss?
            """)
    void aMistakeIsASentenceWithTheKeyAndWhatToWrite(String text, String sentence) {
        assertThatThrownBy(() -> load(text))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(sentence);
    }

    @Test
    void theTcpPortFollowsTheUdpPortUnlessItIsSet() throws IOException {
        assertThat(load("lectern.media.port = 7000").media().reach().tcp().port())
                .isEqualTo(7000);
        assertThat(load("lectern.media { port = 7000, tcp.port = 443 }")
                        .media()
                        .reach()
                        .tcp()
                        .port())
                .isEqualTo(443);
    }

    @Test
    void theTurnSecretIsInNoMessage() throws IOException {
        Settings settings = load("lectern.media.turn.secret = north-of-the-wall");
        assertThat(settings.media().reach().turn().secret()).isEqualTo("north-of-the-wall");
        assertThat(settings.toString()).doesNotContain("north-of");
        assertThatThrownBy(() -> load("lectern { media.turn.secret = [north-of-the-wall], http.port = -1 }"))
                .hasMessageNotContaining("north-of");
    }

    @Test
    void allMistakesAreToldAtOnce() {
        assertThatThrownBy(() -> load("lectern { http.port = -1, class.max-people = 1, clas.record = true }"))
                .hasMessageContaining("http.port")
                .hasMessageContaining("max-people")
                .hasMessageContaining("lectern.clas.record");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThatThrownBy(() -> Settings.load(folder.resolve("none.conf"), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("none.conf cannot be read");
    }

    @Test
    void aRegistrationIsRead() throws IOException {
        Settings settings = load("""
                lectern.registrations = [{
                  iss = "https://lms", client-id = abc, auth-url = "https://lms/auth", jwks-url = "https://lms/jwks"
                  deployments = ["1"]
                }]""");
        assertThat(settings.registrations()).singleElement().satisfies(one -> {
            assertThat(one.clientId()).isEqualTo("abc");
            assertThat(one.family()).isEqualTo("generic");
            assertThat(one.tokenUrl()).isNull();
            assertThat(one.deployments()).containsExactly("1");
        });
    }

    @Test
    void tlsNeedsBothFilesAndAnHttpsAddress() {
        assertThatThrownBy(() -> Settings.load(null, Map.of("lectern.http.tls.certificate", "cert.pem")))
                .hasMessageContaining("go together");
        Map<String, String> both =
                new HashMap<>(Map.of("lectern.http.tls.certificate", "c.pem", "lectern.http.tls.key", "k.pem"));
        assertThatThrownBy(() -> Settings.load(null, both)).hasMessageContaining("must begin with https");
        both.put("lectern.base-url", "https://class.school.edu");
        assertThat(Settings.load(null, both).http().tls())
                .isEqualTo(new Settings.Tls(Path.of("c.pem"), Path.of("k.pem")));
    }
}
