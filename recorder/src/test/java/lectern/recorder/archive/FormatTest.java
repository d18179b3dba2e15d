package lectern.recorder.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatTest {
    @TempDir
    Path folder;

    @Test
    void indexRowsReadBack() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            IndexRow row = new IndexRow(
                    random.nextLong(), random.nextLong(), random.nextInt(), random.nextInt(), i, random.nextBoolean());
            ByteBuffer bytes = ByteBuffer.allocate(IndexRow.SIZE);
            row.write(bytes);
            assertThat(bytes.hasRemaining()).isFalse();
            assertThat(IndexRow.read(bytes.flip())).isEqualTo(row);
        }
    }

    @Test
    void journalLinesReadBackAndWhatIsCutIsNothing() {
        List<JournalLine> lines = List.of(
                new JournalLine.Session("s", 5),
                new JournalLine.Track(3, "p", "camera", "l", "VP8", 90_000),
                new JournalLine.Track(4, "p", "mic", null, "opus", 48_000),
                new JournalLine.Part("3-0", 3, "tracks/p/3-0.mp4", "vp8", 320, 180, 90_000, 17),
                new JournalLine.Gap(3, 1, 2, "loss"),
                new JournalLine.Sync(3, 1L << 40, 2),
                new JournalLine.Closed(3, 9, "left"),
                new JournalLine.End(10));
        for (JournalLine line : lines) {
            String text = JournalFormat.write(line);
            assertThat(JournalFormat.parse(text)).contains(line);
            for (int cut = 0; cut < text.length(); cut++) {
                assertThat(JournalFormat.parse(text.substring(0, cut))).isEmpty();
            }
        }
        assertThat(JournalFormat.parse("{\"later\":{}}")).isEmpty();
        assertThat(JournalFormat.parse("{\"gap\":{\"track\":\"x\"}}")).isEmpty();
    }

    @Test
    void aManifestReadsBack() throws Exception {
        Recording recording = new Recording(
                "s",
                7,
                true,
                99,
                List.of(
                        new Recording.Track(
                                0,
                                "p",
                                "camera",
                                "l",
                                List.of(new Recording.Part("0-0", "tracks/p/0-0.mp4", "vp8", 1, 2, 90_000, 3, 4, 5)),
                                List.of(new Recording.Gap(1, 2, "loss"))),
                        new Recording.Track(1, "q", "mic", null, List.of(), List.of())));
        Files.write(folder.resolve("session.json"), Manifest.write(recording));
        assertThat(Archive.read(folder)).isEqualTo(recording);
    }

    @Test
    void aJournalWithoutSessionIsAnError() throws Exception {
        Files.write(folder.resolve("journal.ndjson"), "{\"end\":1}\n".getBytes(StandardCharsets.UTF_8));
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Archive.read(folder))
                .isInstanceOf(java.io.IOException.class);
    }
}
