package lectern.lticonfig;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The guides in {@code docs/lms} are those that a server serves, with a made-up address. They are written by
 * {@code mvn -pl lti-config test -Dlectern.write-guides=true}.
 */
class DocumentedGuidesTest {
    private static final Path FOLDER = Path.of("..", "docs", "lms");
    private static final ToolDescription TOOL =
            ToolDescription.lectern(URI.create("https://class.school.edu"), "Live class", "");

    @ParameterizedTest
    @EnumSource(Family.class)
    void eachGuideIsInTheDocumentationAsItIsServed(Family family) throws IOException {
        Path file = FOLDER.resolve(family.slug() + ".md");
        String guide = Guide.render(TOOL, family);
        if (Boolean.getBoolean("lectern.write-guides")) {
            Files.writeString(file, guide);
        }
        assertThat(file).hasContent(guide);
    }

    @Test
    void theFirstPageNamesThemAll() throws IOException {
        String page = Files.readString(FOLDER.resolve("README.md"));
        for (Family family : Family.values()) {
            assertThat(page).contains("(" + family.slug() + ".md)");
        }
    }
}
