package lectern.bench.launches;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tool runs; what it measures is no test's affair. */
@Timeout(180)
class LaunchBenchTest {
    private static String report(String line) throws Exception {
        LaunchOptions options = LaunchOptions.parse(List.of(line.split(" ", -1)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new LaunchBench(options, "a machine", "a command").run(new PrintStream(bytes, true, UTF_8));
        return bytes.toString(UTF_8);
    }

    @Test
    void everyLaunchOfTheTablesLeadsIntoALobby() throws Exception {
        String report = report("--tables 1,2,3 --browsers 1,4 --launches 100 --warm-up 100 --people 1000");
        assertThat(report).containsPattern("\\| 4 \\| [1-9]\\d* \\| .* \\| [1-9]\\d* \\| .* \\| 0 \\|");
        assertThat(report).containsPattern("\\| 300 in 10 s \\| .* \\| 0 \\|");
        assertThat(report).containsPattern("\\| 1,000 launches \\| [1-9][\\d.]* \\| .* \\| 0 \\|");
        assertThat(report).contains("(0 key sets fetched meanwhile)", "`a command` on a machine.");
    }

    @Test
    void aLargeCoursesListAttendanceAndGradesGoTheirWay() throws Exception {
        String report = report("--tables 4 --students 200");
        assertThat(report).containsPattern("\\| 50 \\| \\d+ \\| \\d+ \\| \\d+ \\| 4 \\| [1-9]");
        assertThat(report).containsPattern("\\| 1,000 \\| \\d+ \\| \\d+ \\| \\d+ \\| 1 \\| [1-9]");
        assertThat(report).containsPattern("\\| students of the class \\| [\\d.]+ / [\\d.]+ \\| [1-9]");
        assertThat(report).containsPattern("\\| attendance in .* 12 classes \\| [\\d.]+ / [\\d.]+ \\| [1-9]");
        assertThat(report)
                .as("two requests for each score, one for the token, three for the column")
                .containsPattern("\\| 200 \\| \\d+ \\| [\\d.]+ \\| 404 \\|");
    }

    @Test
    void theDocumentationHasAPlaceForEveryTable() throws Exception {
        String documentation = Files.readString(Path.of("..", "docs", "benchmarks.md"));
        for (int table : LaunchOptions.TABLES) {
            assertThat(documentation)
                    .contains(
                            "<!-- bench launches " + table + " -->\n", "<!-- end of bench launches " + table + " -->");
        }
    }

    @Test
    void optionsAreReadOrRefusedInASentence() {
        LaunchOptions options = LaunchOptions.parse(List.of("--tables", "2", "--write", "--browsers", "3,9"));
        assertThat(options.tables()).containsExactly(2);
        assertThat(options.browsers()).containsExactly(3, 9);
        assertThat(options.people()).isEqualTo(10_000);
        assertThat(options.write()).isNotNull();
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--tables", "5"))).hasMessageContaining("1,2,3,4");
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--browsers", "0")))
                .hasMessageContaining("512");
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--people", "x"))).hasMessageContaining("number");
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--speed", "9"))).hasMessageContaining("--speed");
        assertThatThrownBy(() -> LaunchOptions.parse(List.of("--people"))).hasMessageContaining("value");
    }

    @Test
    void aPartOfTheTimesIsTheSmallestThatSoManyDoNotExceed() {
        Times times = new Times(List.of(4_000_000L, 1_000_000L, 2_000_000L, 3_000_000L), 2_000_000_000L);
        assertThat(times.parts(0.5, 0.99, 1)).isEqualTo("2.0 / 4.0 / 4.0");
        assertThat(times.perSecond()).isEqualTo(2);
        assertThat(new Times(List.of(), 1).part(0.5)).isInfinite();
    }
}
