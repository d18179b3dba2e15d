package lectern.recorder.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Recording;
import lectern.recorder.disk.Volume;
import lectern.recorder.testing.Command;
import lectern.recorder.testing.Encoded;
import lectern.recorder.testing.Probe;
import lectern.recorder.testing.RecorderFixture;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskTroubleTest {
    @TempDir
    Path root;

    @Test
    void aFullDiskIsSaidInOneSentenceAndRecordingGoesOnWhenThereIsRoomAgain() throws Exception {
        List<byte[]> audio = Encoded.opus(9);
        AtomicBoolean full = new AtomicBoolean();
        Recording recording;
        try (RecorderFixture recorder = new RecorderFixture(root, failing(full))) {
            int microphone = recorder.track("anna", "mic", null, "opus");
            recorder.send(microphone, tone(audio, 0, 150));
            RecorderFixture.await(() -> recorder.recorded() >= 2_000_000);
            full.set(true);
            recorder.send(microphone, tone(audio, 150, 300));
            RecorderFixture.await(() -> recorder.state().problem() != null);
            assertThat(recorder.state().problem()).isEqualTo("The disk is full: recording has stopped. Class goes on.");
            full.set(false);
            recorder.skip(Duration.ofSeconds(6));
            recorder.send(microphone, tone(audio, 300, 450));
            recording = recorder.end(10_000_000);
            RecorderFixture.await(() -> recorder.state().problem() == null);
        }
        Recording.Track track = recording.tracks().get(0);
        assertThat(recording.complete()).isTrue();
        assertThat(track.gaps()).hasSize(1);
        Recording.Gap gap = track.gaps().get(0);
        assertThat(gap.reason()).isEqualTo("disk");
        assertThat(gap.fromMicros()).isEqualTo(track.parts().get(0).endMicros()).isBetween(2_000_000L, 3_000_000L);
        assertThat(gap.toMicros()).isEqualTo(track.parts().get(1).startMicros());
        for (Recording.Part part : track.parts()) {
            assertThat(Probe.of(root.resolve(RecorderFixture.DIRECTORY).resolve(part.file()))
                            .errors())
                    .isEmpty();
        }
    }

    @Test
    void aDiskThatIsReadOnlyFromTheBeginningIsTriedAgain() throws Exception {
        AtomicBoolean full = new AtomicBoolean(true);
        try (RecorderFixture recorder = new RecorderFixture(root, failing(full))) {
            RecorderFixture.await(() -> recorder.state().problem() != null);
            int microphone = recorder.track("anna", "mic", null, "opus");
            List<byte[]> audio = Encoded.opus(3);
            recorder.send(microphone, tone(audio, 0, 20));
            full.set(false);
            recorder.skip(Duration.ofSeconds(6));
            RecorderFixture.await(() -> recorder.state().problem() == null);
            recorder.send(microphone, tone(audio, 20, 150));
            assertThat(recorder.end(3_000_000).tracks()).hasSize(1);
        }
    }

    @Test
    void aSessionThatEndsOnAFullFileSystemIsCompletedWhenThereIsRoom() throws Exception {
        Path small = Files.createDirectory(root.resolve("small"));
        Assumptions.assumeTrue(
                Command.tryRun("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", small.toString())
                                .status()
                        == 0,
                "needs the right to mount");
        try {
            Path filler = small.resolve("filler");
            Files.write(filler, new byte[900 << 10]);
            try (RecorderFixture recorder = new RecorderFixture(small)) {
                int camera = recorder.track("anna", "camera", null, "VP8");
                RtpStream stream = new RtpStream(1, 0);
                List<byte[]> frames = Encoded.vp8(640, 360, 8);
                for (int i = 0; i < frames.size(); i++) {
                    stream.vp8(frames.get(i), i * 6000L, i * 66_667L);
                }
                recorder.send(camera, stream);
                RecorderFixture.await(() -> recorder.state().problem() != null);
                assertThat(recorder.state().problem()).startsWith("The disk is full");
                assertThatThrownBy(() ->
                                recorder.link().endSession("s1", 9_000_000).get(30, TimeUnit.SECONDS))
                        .hasCauseInstanceOf(IOException.class);
                Files.delete(filler);
                recorder.skip(Duration.ofSeconds(6));
                RecorderFixture.await(() -> Files.exists(recorder.directory().resolve("session.json")));
                Recording recording = Archive.read(recorder.directory());
                Recording.Part part = recording.tracks().get(0).parts().get(0);
                Probe probe = Probe.of(recorder.file(part));
                assertThat(probe.errors()).isEmpty();
                assertThat(probe.frames()).isPositive().isLessThan(120);
                assertThat(recording.tracks().get(0).gaps())
                        .extracting(Recording.Gap::reason)
                        .contains("disk");
            }
        } finally {
            Command.run("umount", small.toString());
        }
    }

    private static RtpStream tone(List<byte[]> audio, int from, int to) {
        RtpStream stream = new RtpStream(1, from);
        for (int i = from; i < to; i++) {
            stream.opus(audio.get(i % audio.size()), i * 960L, i * 20_000L);
        }
        return stream;
    }

    /** Writes half of what it is given and then fails, while it is full. */
    private static Volume failing(AtomicBoolean full) {
        return file -> {
            if (full.get()) {
                throw new IOException("No space left on device");
            }
            return new Failing(Objects.requireNonNull(Volume.fileSystem().open(file)), full);
        };
    }

    private record Failing(SeekableByteChannel to, AtomicBoolean full) implements SeekableByteChannel {
        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (full.get()) {
                to.write(bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2));
                throw new IOException("No space left on device");
            }
            return to.write(bytes);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return to.read(bytes);
        }

        @Override
        public long position() throws IOException {
            return to.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            to.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return to.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            to.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return to.isOpen();
        }

        @Override
        public void close() throws IOException {
            to.close();
        }
    }
}
