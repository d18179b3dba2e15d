package lectern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    @Test
    void aPortAloneSaysWhatBrowsersCallTheServer() {
        Settings settings =
                Arguments.parse("--port", "9999", "--data", "elsewhere").settings();
        assertThat(settings.baseUrl()).isEqualTo(URI.create("http://localhost:9999"));
        assertThat(settings.http().port()).isEqualTo(9999);
        assertThat(settings.data()).hasFileName("elsewhere");
    }

    @Test
    void thePracticeLmsIsItsOwnIssuer() {
        Settings.Registration practice = Objects.requireNonNull(
                Arguments.parse("--practice", "http://127.0.0.1:9090/").practice());
        assertThat(practice.iss()).isEqualTo("http://127.0.0.1:9090");
        assertThat(practice.authUrl()).isEqualTo(URI.create("http://127.0.0.1:9090/auth"));
        assertThat(practice.deployments()).containsExactly("practice-1");
    }

    @Test
    void mistakesAreOneSentence() {
        for (List<String> wrong : List.of(
                List.of("--port", "0"),
                List.of("--port", "65536"),
                List.of("--port", "http"),
                List.of("--port"),
                List.of("--verbose", "yes"),
                List.of("--practice", "https://school.example"),
                List.of("--practice", "http://127.0.0.1.evil.example"))) {
            assertThatThrownBy(() -> Arguments.parse(wrong.toArray(String[]::new)))
                    .as("%s", wrong)
                    .isInstanceOf(SettingsException.class)
                    .hasMessageEndingWith(".");
        }
    }
}
