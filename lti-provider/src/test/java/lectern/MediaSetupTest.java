package lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import lectern.bridge.BridgeSettings;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaSetupTest {
    @TempDir
    Path folder;

    private Settings load(String text) throws IOException {
        return Settings.load(Files.writeString(folder.resolve("lectern.conf"), text), Map.of());
    }

    private List<String> warnings(String text) throws IOException {
        Settings settings = load(text);
        return MediaSetup.warnings(settings, MediaSetup.bridge(settings).reach());
    }

    @Test
    void theDefaultsWorkOnThisMachineWithoutAWarning() throws IOException {
        assertThat(warnings("")).isEmpty();
    }

    @Test
    void bothFamiliesCanBeBoundAndAdvertised() throws IOException {
        String text = "lectern { base-url = \"https://class.school.edu\", media { bind = [\"::\"], "
                + "advertised = [\"192.0.2.10\", \"2001:db8::10\"], loops = 2, tcp.advertised-ports = [443, 8443] } }";
        assertThat(warnings(text)).isEmpty();
        BridgeSettings bridge = MediaSetup.bridge(load(text));
        assertThat(bridge.reach().advertised()).hasSize(2);
        assertThat(bridge.reach().tcp().advertisedPorts()).containsExactly(443, 8443);
        assertThat(bridge.reach().tcp().port(1)).isEqualTo(10_001);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            base-url = "https://class.school.edu"                       | cannot send media to 127.0.0.1
            media { bind = ["192.0.2.1"], advertised = ["fe80::1"] }    | link-local
            media { bind = ["0.0.0.0"], advertised = ["169.254.1.1"] }  | link-local
            media { bind = ["127.0.0.1"], advertised = ["::1"] }        | Nothing listens
            media { bind = ["127.0.0.1"], advertised = ["192.0.2.1"] }  | Nothing listens
            """)
    void whatWillMostLikelyNotWorkIsSaidAtTheStart(String text, String sentence) throws IOException {
        assertThat(warnings("lectern { " + text + " }"))
                .singleElement()
                .asString()
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            media.advertised = ["0.0.0.0"]          | nobody can send to
            media.advertised = []                   | lectern.media.advertised: at least one address
            media.advertised = ["no address"]       | no address of this network
            media.bind = ["::", "127.0.0.1"]        | write that one alone
            media { port = 65535, loops = 2 }       | lectern.media.port: 2 media loops
            media.tcp { port = 65536 }              | whole number from 0 to 65535
            media { loops = 2, tcp.advertised-ports = [443] } | there are 2 media loops
            media { loops = 1, tcp.advertised-ports = [0] }   | is no port
            """)
    void whatCannotWorkEndsTheStart(String text, String sentence) {
        assertThatThrownBy(() -> MediaSetup.bridge(load("lectern { " + text + " }")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            uris = ["turn.school.edu"], secret = 0123456789abcdef | is no TURN address
            uris = ["turn:turn.school.edu"]                       | needs 16 characters
            """)
    void aRelayThatCannotWorkEndsTheStart(String text, String sentence) {
        assertThatThrownBy(() -> MediaSetup.turn(load("lectern.media.turn { " + text + " }")
                        .media()
                        .reach()
                        .turn()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("lectern.media.turn: ")
                .hasMessageContaining(sentence);
    }
}
