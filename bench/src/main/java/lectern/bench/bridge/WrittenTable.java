package lectern.bench.bridge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A table's place in a Markdown file: between two comments that name it.
 *
 * @param name such as {@code bridge 1}
 */
public record WrittenTable(String name, String text) {
    private String begin() {
        return "<!-- bench " + name + " -->\n";
    }

    private String end() {
        return "<!-- end of bench " + name + " -->";
    }

    /**
     * Replaces what is between the comments of each table; other tables stay.
     *
     * @throws IOException when the file has no such place
     */
    public static void replace(Path file, List<WrittenTable> tables) throws IOException {
        String content = Files.readString(file);
        for (WrittenTable table : tables) {
            content = table.into(content, file);
        }
        Files.writeString(file, content);
    }

    private String into(String content, Path file) throws IOException {
        int from = content.indexOf(begin());
        int to = content.indexOf(end());
        if (from < 0 || to < from) {
            throw new IOException(file + " has no place for table " + name + ": " + begin().strip() + " … " + end());
        }
        return content.substring(0, from + begin().length()) + text + content.substring(to);
    }
}
