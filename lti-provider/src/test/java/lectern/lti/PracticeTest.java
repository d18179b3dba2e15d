package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PracticeTest {
    @TempDir
    Path folder;

    private static final String ISS = "http://127.0.0.1:9090";

    private static final Settings.Registration LMS = new Settings.Registration(
            ISS,
            "lectern-practice",
            URI.create(ISS + "/auth"),
            URI.create(ISS + "/.well-known/jwks.json"),
            null,
            null,
            "generic",
            List.of("practice-1"));

    @Test
    void thePracticeLmsMayLaunchUntilTheNextStart() {
        Map<String, String> login = TestTool.loginParameters(ISS, "lectern-practice");
        try (TestTool tool = new TestTool(folder, Clock.systemUTC(), Map.of())) {
            tool.lti().practice(LMS);
            assertThat(tool.login(login).location()).startsWith(ISS + "/auth?");
        }
        try (TestTool tool = new TestTool(folder, Clock.systemUTC(), Map.of())) {
            assertThat(TestTool.code(tool.post("/lti/login", login, List.of()))).isEqualTo("not_registered");
        }
    }

    @Test
    void itStaysOnThisMachine() {
        Map<String, String> open = Map.of("lectern.base-url", "https://class.school.edu");
        try (TestTool tool = new TestTool(folder, Clock.systemUTC(), open)) {
            assertThatThrownBy(() -> tool.lti().practice(LMS))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining("remove one of the two");
        }
    }
}
