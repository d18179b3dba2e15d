package lectern.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.IndexRow;
import lectern.recorder.archive.Recording;
import lectern.recorder.fmp4.BoxScanner;
import lectern.recorder.testing.Encoded;
import lectern.recorder.testing.Probe;
import lectern.recorder.testing.RecorderFixture;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Torn tails of every length: what a power cut may leave. */
class RecoveryTest {
    @TempDir
    Path root;

    private byte[] media = new byte[0];
    private byte[] index = new byte[0];
    private byte[] journal = new byte[0];
    private List<IndexRow> rows = List.of();

    @BeforeEach
    void record() throws Exception {
        List<byte[]> audio = Encoded.opus(4);
        RtpStream stream = new RtpStream(1, 0);
        for (int i = 0; i < audio.size(); i++) {
            stream.opus(audio.get(i), i * 960L, 1_000_000 + i * 20_000L);
        }
        try (RecorderFixture recorder = new RecorderFixture(root.resolve("whole"))) {
            recorder.send(recorder.track("anna", "mic", null, "opus"), stream);
            assertThat(recorder.end(6_000_000).endMicros()).isEqualTo(5_000_000);
            media = Files.readAllBytes(recorder.directory().resolve("tracks/anna/0-0.mp4"));
            index = Files.readAllBytes(recorder.directory().resolve("tracks/anna/0-0.idx"));
            journal = Files.readAllBytes(recorder.directory().resolve("journal.ndjson"));
        }
        journal = Arrays.copyOf(
                journal, new String(journal, java.nio.charset.StandardCharsets.UTF_8).indexOf("{\"end\""));
        rows = rows(index);
        assertThat(rows).hasSize(4);
    }

    @Test
    void aMediaFileCutAtAnyByteIsWholeUpToTheFragmentBefore() throws Exception {
        long dense = rows.get(3).offset() + 800;
        for (int size = 0; size <= media.length; size += size >= rows.get(3).offset() && size < dense ? 1 : 97) {
            check(Arrays.copyOf(media, size), index, "media cut at " + size);
        }
        check(media, index, "not cut");
    }

    @Test
    void anIndexCutAtAnyByteIsRebuilt() throws Exception {
        for (int size = 0; size <= index.length; size++) {
            Recording recovered = check(media, Arrays.copyOf(index, size), "index cut at " + size);
            assertThat(recovered.endMicros()).isEqualTo(5_000_000);
        }
    }

    @Test
    void zerosAtTheEndOfEitherFileAreNoMedia() throws Exception {
        for (int zeros = 1; zeros < 6000; zeros += 173) {
            byte[] torn = media.clone();
            Arrays.fill(torn, torn.length - zeros, torn.length, (byte) 0);
            check(torn, index, zeros + " zeros in the media");
            check(Arrays.copyOf(media, media.length + zeros), index, zeros + " zeros after the media");
        }
        for (int zeros = 1; zeros < index.length; zeros += 7) {
            byte[] torn = index.clone();
            Arrays.fill(torn, torn.length - zeros, torn.length, (byte) 0);
            Recording recovered = check(media, torn, zeros + " zeros in the index");
            assertThat(recovered.endMicros()).isEqualTo(5_000_000);
        }
    }

    @Test
    void aJournalCutAtAnyByteNeverHidesAPartThatItNames() throws Exception {
        for (int size = 60; size <= journal.length; size++) {
            Path directory = write(media, index, Arrays.copyOf(journal, size));
            assertThat(Archive.read(directory).complete()).isFalse();
            Recovery.finish(directory);
            assertThat(Archive.read(directory).complete()).isTrue();
        }
    }

    @Test
    void recoveredFilesPlay() throws Exception {
        for (long size : new long[] {rows.get(3).offset() + 5, rows.get(2).endOffset() - 1, media.length - 1}) {
            Path directory = write(Arrays.copyOf(media, (int) size), index, journal);
            Recovery.finish(directory);
            Recording.Part part =
                    Archive.read(directory).tracks().get(0).parts().get(0);
            Probe probe = Probe.of(directory.resolve(part.file()));
            assertThat(probe.errors()).isEmpty();
            assertThat(probe.packets())
                    .isEqualTo(rows(Archive.index(directory, part)).stream()
                            .mapToInt(IndexRow::samples)
                            .sum())
                    .isPositive();
        }
    }

    @Test
    void onlySessionsThatAreNotCompleteAreFound() throws Exception {
        Path directory = write(media, index, journal);
        assertThat(Recovery.unfinished(root)).containsExactly(directory);
        Recovery.finish(directory);
        assertThat(Recovery.unfinished(root)).isEmpty();
    }

    @Test
    void aSessionNobodyTakesUpIsFinishedByTheNextRecorder() throws Exception {
        Path directory = write(media, index, journal);
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            RecorderFixture.await(() -> Files.exists(directory.resolve("session.json")));
            assertThat(recorder.directory().resolve("session.json")).doesNotExist();
        }
        assertThat(Archive.read(directory).endMicros()).isEqualTo(5_000_000);
    }

    private Recording check(byte[] mediaBytes, byte[] indexBytes, String what) throws IOException {
        Path directory = write(mediaBytes, indexBytes, journal);
        Recording before = Archive.read(directory);
        Recovery.finish(directory);
        Recording after = Archive.read(directory);
        assertThat(after.complete()).isTrue();
        assertThat(after.endMicros())
                .as(what)
                .isGreaterThanOrEqualTo(mediaBytes.length == media.length ? before.endMicros() - 1_000_000 : 0);
        int whole = (int) rows.stream()
                .filter(row -> row.endOffset() <= mediaBytes.length
                        && Arrays.mismatch(mediaBytes, 0, (int) row.endOffset(), media, 0, (int) row.endOffset()) < 0)
                .count();
        List<Recording.Part> parts = after.tracks().get(0).parts();
        if (whole == 0) {
            assertThat(parts).as(what).isEmpty();
            return after;
        }
        Recording.Part part = parts.get(0);
        assertThat(rows(Archive.index(directory, part))).as(what).hasSizeGreaterThanOrEqualTo(whole);
        assertThat(part.bytes()).isEqualTo(Files.size(directory.resolve(part.file())));
        assertThat(rows(Archive.index(directory, part)).subList(0, whole))
                .as(what)
                .isEqualTo(rows.subList(0, whole));
        try (FileChannel channel = FileChannel.open(directory.resolve(part.file()))) {
            BoxScanner scanner = new BoxScanner(channel);
            for (IndexRow row : rows(Archive.index(directory, part))) {
                assertThat(scanner.fragment(row.offset())).as(what).isPresent();
            }
        }
        return after;
    }

    private Path write(byte[] mediaBytes, byte[] indexBytes, byte[] journalBytes) throws IOException {
        Path directory = root.resolve("t/c/torn");
        if (Files.exists(directory)) {
            try (Stream<Path> old = Files.walk(directory)) {
                for (Path file : old.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory.resolve("tracks/anna"));
        Files.write(directory.resolve("tracks/anna/0-0.mp4"), mediaBytes);
        Files.write(directory.resolve("tracks/anna/0-0.idx"), indexBytes);
        Files.write(directory.resolve("journal.ndjson"), journalBytes);
        return directory;
    }

    private static List<IndexRow> rows(byte[] bytes) {
        List<IndexRow> rows = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(bytes); in.remaining() >= IndexRow.SIZE; ) {
            rows.add(IndexRow.read(in));
        }
        return rows;
    }
}
