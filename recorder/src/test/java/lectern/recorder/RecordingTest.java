package lectern.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Recording;
import lectern.recorder.testing.Chromium;
import lectern.recorder.testing.Encoded;
import lectern.recorder.testing.Probe;
import lectern.recorder.testing.RecorderFixture;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real media over the real link into files that FFmpeg reads. */
class RecordingTest {
    @TempDir
    Path root;

    @Test
    void everyFrameOfVp8H264AndOpusIsInTheFilesOnce() throws Exception {
        List<byte[]> vp8 = Encoded.vp8(320, 180, 6);
        List<byte[]> h264 = Encoded.h264(640, 360, 6);
        List<byte[]> opus = Encoded.opus(6);
        Recording recording;
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            RtpStream a = new RtpStream(1, 65_500);
            RtpStream b = new RtpStream(2, 65_530);
            RtpStream c = new RtpStream(3, 65_400);
            for (int i = 0; i < vp8.size(); i++) {
                a.vp8(vp8.get(i), 0xffffff00L + i * 6000L, 1_000_000 + i * 66_667L);
            }
            for (int i = 0; i < h264.size(); i++) {
                b.h264(h264.get(i), 0xffff0000L + i * 6000L, 1_000_000 + i * 66_667L);
            }
            for (int i = 0; i < opus.size(); i++) {
                c.opus(opus.get(i), 0xfffff000L + i * 960L, 1_000_000 + i * 20_000L);
            }
            recorder.send(recorder.track("anna", "camera", "l", "VP8"), a);
            recorder.send(recorder.track("ben", "camera", null, "H264"), b);
            recorder.send(recorder.track("anna", "mic", null, "opus"), c);
            recording = recorder.end(7_000_000);
        }
        assertThat(recording.complete()).isTrue();
        assertThat(recording.session()).isEqualTo("s1");
        assertThat(recording.startedAtEpochMicros()).isEqualTo(1_700_000_000_000_000L);
        assertThat(recording.endMicros()).isBetween(6_990_000L, 7_040_000L);
        assertThat(recording.tracks()).hasSize(3).allSatisfy(track -> {
            assertThat(track.gaps()).isEmpty();
            assertThat(track.parts()).hasSize(1);
        });
        assertThat(probe(recording, 0)).isEqualTo(new Probe("vp8", 320, 180, vp8.size(), vp8.size(), List.of()));
        assertThat(probe(recording, 1)).isEqualTo(new Probe("h264", 640, 360, h264.size(), h264.size(), List.of()));
        assertThat(probe(recording, 2).packets()).isEqualTo(opus.size());
        assertThat(recording.tracks().get(1).parts().get(0).codec()).startsWith("avc1.42c0");
        assertThat(Archive.index(
                        root.resolve(RecorderFixture.DIRECTORY),
                        recording.tracks().get(0).parts().get(0)))
                .hasSizeGreaterThanOrEqualTo(32 * 4);
    }

    @Test
    void chromiumDecodesEverySampleByWebCodecs() throws Exception {
        List<byte[]> vp8 = Encoded.vp8(320, 180, 4);
        List<byte[]> h264 = Encoded.h264(320, 180, 4);
        List<byte[]> opus = Encoded.opus(4);
        Recording recording;
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            RtpStream a = new RtpStream(1, 1);
            RtpStream b = new RtpStream(2, 1);
            RtpStream c = new RtpStream(3, 1);
            for (int i = 0; i < vp8.size(); i++) {
                a.vp8(vp8.get(i), i * 6000L, 1_000_000 + i * 66_667L);
                b.h264(h264.get(i), i * 6000L, 1_000_000 + i * 66_667L);
            }
            for (int i = 0; i < opus.size(); i++) {
                if (i % 50 == 20) {
                    c.skip(1);
                } else {
                    c.opus(opus.get(i), i * 960L, 1_000_000 + i * 20_000L);
                }
            }
            recorder.send(recorder.track("anna", "camera", null, "VP8"), a);
            recorder.send(recorder.track("ben", "camera", null, "H264"), b);
            recorder.send(recorder.track("anna", "mic", null, "opus"), c);
            recording = recorder.end(7_000_000);
        }
        List<Recording.Part> parts = recording.tracks().stream()
                .flatMap(track -> track.parts().stream())
                .toList();
        JsonNode results = Chromium.decode(root.resolve(RecorderFixture.DIRECTORY), parts);
        int[] expected = {vp8.size(), h264.size(), opus.size()};
        assertThat(results).hasSize(3);
        for (int i = 0; i < 3; i++) {
            JsonNode result = results.get(i);
            assertThat(result.path("errors")).as(result.toString()).isEmpty();
            assertThat(result.path("fed").asInt()).isEqualTo(expected[i]);
            assertThat(result.path("outputs").asInt()).isEqualTo(expected[i]);
            assertThat(result.path("ordered").asBoolean()).isTrue();
            assertThat(result.path("first").asLong()).isBetween(1_000_000L, 1_001_000L);
        }
    }

    private Probe probe(Recording recording, int track) {
        return Probe.of(root.resolve(RecorderFixture.DIRECTORY)
                .resolve(recording.tracks().get(track).parts().get(0).file()));
    }
}
