package lectern.recorder.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import lectern.recorder.testing.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecorderMainTest {
    @TempDir
    Path folder;

    @Test
    void badArgumentsAreRefusedInOneSentenceWithStatus78() throws Exception {
        assertRefused("use:");
        assertRefused("use:", "--socket");
        assertRefused("use:", "--socket", "a", "--root", "b", "--verbose");
        Path file = Files.createFile(folder.resolve("file"));
        assertRefused("cannot start", "--socket", folder.resolve("s").toString(), "--root", file.toString());
        String deep = folder.resolve("x".repeat(120)).toString();
        assertRefused("cannot start", "--socket", deep, "--root", folder.toString());
    }

    @Test
    void aChildThatDiesAtOnceIsStartedEverMoreSlowlyUntilItLived() {
        BackOff backOff = new BackOff();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            waits.add(backOff.next(1_000_000));
        }
        assertThat(waits).containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L);
        assertThat(backOff.next(31_000_000_000L)).isEqualTo(200);
    }

    private static void assertRefused(String sentence, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "lectern.recorder.RecorderMain"));
        command.addAll(List.of(arguments));
        Command.Result result = Command.tryRun(command.toArray(new String[0]));
        assertThat(result.status()).as(result.output()).isEqualTo(78);
        assertThat(result.output()).contains(sentence).doesNotContain("\tat ");
        assertThat(result.output().lines()).hasSize(1);
    }
}
