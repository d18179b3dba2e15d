package lectern.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every source file of the repository holds to. */
final class TidyTest {
    private static final int MAX_LINES = 400;
    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", "demo-data");
    private static final Pattern SOURCE = Pattern.compile(".*\\.(java|ts|tsx|mjs|css|sh)");
    // Written in two halves, so that this file does not find itself.
    private static final Pattern LEFTOVER =
            Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b|@Dis" + "abled|print" + "StackTrace\\(");
    private static final Pattern PRINTS = Pattern.compile("System\\.(out|err)\\b");

    @Test
    void noSourceFileIsLongerThanFourHundredLines() throws IOException {
        List<String> long_ = new ArrayList<>();
        for (Path file : sources()) {
            long lines = Files.readAllLines(file).size();
            if (lines > MAX_LINES) {
                long_.add(root().relativize(file) + " has " + lines);
            }
        }
        assertThat(long_).isEmpty();
    }

    @Test
    void nothingIsLeftForLater() throws IOException {
        assertThat(linesMatching(LEFTOVER, file -> true)).isEmpty();
    }

    @Test
    void onlyMainsPrint() throws IOException {
        assertThat(linesMatching(
                        PRINTS,
                        file -> file.toString().contains("/src/main/java/")
                                && !file.getFileName().toString().endsWith("Main.java")
                                && !file.toString().contains("/bench/")))
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<Path> silent = new ArrayList<>();
        for (Path file : sources()) {
            String name = file.toString();
            if (name.contains("/src/main/java/") && name.endsWith(".java")) {
                Path info = file.resolveSibling("package-info.java");
                if (!Files.exists(info) || !Files.readString(info).contains("/**")) {
                    silent.add(root().relativize(info));
                }
            }
        }
        assertThat(silent).isEmpty();
    }

    @Test
    void thePracticeLmsKnowsNothingOfOurs() throws IOException {
        Pattern ours = Pattern.compile("import (static )?lectern\\.(?!practice\\b)");
        assertThat(linesMatching(ours, file -> file.toString().contains("/practice-lms/")))
                .isEmpty();
    }

    private static List<String> linesMatching(Pattern pattern, java.util.function.Predicate<Path> where)
            throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : sources()) {
            if (!where.test(file)) {
                continue;
            }
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (pattern.matcher(lines.get(i)).find()) {
                    found.add(root().relativize(file) + ":" + (i + 1) + " "
                            + lines.get(i).strip());
                }
            }
        }
        return found;
    }

    private static List<Path> sources() throws IOException {
        List<Path> files = new ArrayList<>();
        collect(root(), files);
        assertThat(files).hasSizeGreaterThan(20);
        return files;
    }

    private static void collect(Path folder, List<Path> files) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                String name = entry.getFileName().toString();
                if (Files.isDirectory(entry)) {
                    if (!NOT_OURS.contains(name)) {
                        collect(entry, files);
                    }
                } else if (SOURCE.matcher(name).matches()) {
                    files.add(entry);
                }
            }
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isRegularFile(folder.resolve("lectern"))) {
            folder = java.util.Objects.requireNonNull(folder.getParent(), "run inside the repository");
        }
        return folder;
    }
}
