package lectern.bench.bridge;

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
import org.junit.jupiter.api.io.TempDir;

/** The tool runs; what it measures is no test's affair. */
@Timeout(120)
class BridgeBenchTest {
    @Test
    void theFirstTableHasLecternAndTheFloor() throws Exception {
        String line = "--tables 1 --loads 3x3 --engines lectern,floor --rounds 1 --seconds 1 --warm-up 0.5";
        Options options = Options.parse(List.of(line.split(" ", -1)));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BridgeBench(options, "a machine", "a command").run(new PrintStream(bytes, true, UTF_8));
        String report = bytes.toString(UTF_8);
        assertThat(report).containsPattern("\\| 3 × 3 \\| Lectern \\| [1-9]\\d* \\|");
        assertThat(report).containsPattern("\\| 3 × 3 \\| floor \\| [1-9]\\d* \\|");
        assertThat(report).containsPattern("- 3 × 3: \\d+\\.\\d\\d of the floor");
        assertThat(report).contains("`a command` on a machine.");
    }

    @Test
    void aTableGoesBetweenItsMarksAndNothingElseChanges(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("benchmarks.md");
        String before = """
                before
                <!-- bench bridge 1 -->
                %s
                <!-- end of bench bridge 1 -->
                <!-- bench bridge 2 -->
                kept
                <!-- end of bench bridge 2 -->
                after
                """;
        Files.writeString(file, before.formatted("old"));
        WrittenTable.replace(file, List.of(new WrittenTable("bridge 1", "new\n")));
        assertThat(file).hasContent(before.formatted("new"));
        assertThatThrownBy(() -> WrittenTable.replace(file, List.of(new WrittenTable("bridge 3", "x"))))
                .hasMessageContaining("no place for table bridge 3");
    }

    @Test
    void theDocumentationHasAPlaceForEveryTable() throws Exception {
        String documentation = Files.readString(Path.of("..", "docs", "benchmarks.md"));
        for (int table = 1; table <= 6; table++) {
            assertThat(documentation)
                    .contains("<!-- bench bridge " + table + " -->\n", "<!-- end of bench bridge " + table + " -->");
        }
    }

    @Test
    void optionsAreReadOrRefusedInASentence() {
        Options options = Options.parse(List.of("--tables", "1,3", "--rounds", "2", "--write", "--seconds", "5"));
        assertThat(options.tables()).containsExactlyInAnyOrder(1, 3);
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.seconds()).isEqualTo(5);
        assertThat(options.write()).isNotNull();
        assertThatThrownBy(() -> Options.parse(List.of("--tables", "9"))).hasMessageContaining("some of 1");
        assertThatThrownBy(() -> Options.parse(List.of("--speed", "9"))).hasMessageContaining("--speed");
        assertThatThrownBy(() -> Options.parse(List.of("--rounds", "x"))).hasMessageContaining("number");
        assertThatThrownBy(() -> Options.parse(List.of("--loads", "5x5"))).hasMessageContaining("1x50");
        assertThatThrownBy(() -> Options.parse(List.of("--rounds"))).hasMessageContaining("value");
    }

    @Test
    void medianAndRangeAreOfTheSamples() {
        Figures figures = new Figures(List.of(sample(3), sample(1), sample(2)));
        assertThat(figures.range("%.1f", Sample::microsPerPacket)).isEqualTo("2.0 (1.0–3.0)");
        assertThat(new Figures(List.of(sample(1), sample(2))).median(Sample::microsPerPacket))
                .isEqualTo(1.5);
    }

    private static Sample sample(double micros) {
        return new Sample(1, 1, micros, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
