package lectern.recorder.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import lectern.recorder.archive.Recording;
import lectern.recorder.testing.Encoded;
import lectern.recorder.testing.Probe;
import lectern.recorder.testing.RecorderFixture;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a part ends, what is filled, and which gaps are written. */
class PartPolicyTest {
    private static List<byte[]> video = List.of();
    private static List<byte[]> audio = List.of();

    @TempDir
    Path root;

    @BeforeAll
    static void encode() throws Exception {
        video = Encoded.vp8(320, 180, 8);
        audio = Encoded.opus(8);
    }

    @Test
    void audioThatLostUpTo120MillisecondsIsFilledAndKeepsTime() throws Exception {
        RtpStream stream = new RtpStream(1, 65_000);
        int sent = 0;
        for (int i = 0; i < 400; i++) {
            if (i % 40 >= 20 && i % 40 < 26) {
                stream.skip(1);
            } else {
                stream.opus(audio.get(i), 0xfffff000L + i * 960L, i * 20_000L);
                sent++;
            }
        }
        Recording.Track track = record("mic", "opus", stream);
        assertThat(sent).isEqualTo(340);
        assertThat(track.parts()).hasSize(1);
        assertThat(track.gaps()).isEmpty();
        Probe probe = Probe.of(file(track, 0));
        assertThat(probe.packets()).isEqualTo(400);
        assertThat(probe.errors()).isEmpty();
        List<Double> times = Probe.times(file(track, 0));
        for (int i = 0; i < 400; i++) {
            assertThat(times.get(i)).isCloseTo(i * 0.02, org.assertj.core.data.Offset.offset(1e-5));
        }
    }

    @Test
    void audioThatLostMoreEndsItsPartAndTheGapSaysLoss() {
        RtpStream stream = new RtpStream(1, 0);
        for (int i = 0; i < 400; i++) {
            if (i >= 100 && i < 107) {
                stream.skip(1);
            } else {
                stream.opus(audio.get(i), i * 960L, i * 20_000L);
            }
        }
        Recording.Track track = record("mic", "opus", stream);
        assertThat(track.parts()).hasSize(2);
        assertThat(track.gaps()).containsExactly(new Recording.Gap(2_000_000, 2_140_000, "loss"));
        assertThat(Probe.of(file(track, 0)).packets()).isEqualTo(100);
        assertThat(Probe.of(file(track, 1)).packets()).isEqualTo(293);
    }

    @Test
    void aMicrophoneThatWasSilentAtTheSourceLeavesAGapThatSaysPaused() {
        RtpStream stream = new RtpStream(1, 0);
        for (int i = 0; i < 100; i++) {
            stream.opus(audio.get(i), i * 960L, i * 20_000L);
        }
        for (int i = 0; i < 100; i++) {
            stream.opus(audio.get(i), 480_000 + i * 960L, 10_000_000 + i * 20_000L);
        }
        Recording.Track track = record("mic", "opus", stream);
        assertThat(track.parts()).hasSize(2);
        assertThat(track.gaps()).containsExactly(new Recording.Gap(2_000_000, 10_000_000, "paused"));
    }

    @Test
    void reorderedAndDoubledPacketsAreRecordedAsIfTheyHadNotBeen() {
        for (int seed = 0; seed < 3; seed++) {
            Random random = new Random(seed);
            RtpStream stream = new RtpStream(1, 65_500);
            for (int i = 0; i < 120; i++) {
                stream.vp8(video.get(i), i * 6000L, i * 66_667L);
            }
            List<RtpStream.Packet> shaken = new ArrayList<>();
            for (RtpStream.Packet packet : stream.packets()) {
                long late = shaken.isEmpty() ? 0 : random.nextInt(100_000);
                shaken.add(new RtpStream.Packet(packet.classMicros() + late, packet.bytes()));
                if (random.nextInt(5) == 0) {
                    shaken.add(new RtpStream.Packet(packet.classMicros() + late + 30_000, packet.bytes()));
                }
            }
            Collections.sort(shaken, (a, b) -> Long.compare(a.classMicros(), b.classMicros()));
            Recording.Track track;
            try (RecorderFixture recorder = new RecorderFixture(root.resolve("seed" + seed))) {
                int number = recorder.track("anna", "camera", null, "VP8");
                shaken.forEach(it -> recorder.link().rtp(number, it.classMicros(), it.bytes(), 0, it.bytes().length));
                track = recorder.end(9_000_000).tracks().get(0);
                assertThat(track.gaps()).as("seed " + seed).isEmpty();
                Probe probe = Probe.of(recorder.file(track.parts().get(0)));
                assertThat(probe).isEqualTo(new Probe("vp8", 320, 180, 120, 120, List.of()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void lostVideoIsDroppedToTheNextKeyframeWhichIsAskedFor() {
        RtpStream stream = new RtpStream(1, 0);
        for (int i = 0; i < 120; i++) {
            stream.vp8(video.get(i), i * 6000L, i * 66_667L);
        }
        List<RtpStream.Packet> packets = new ArrayList<>(stream.packets());
        packets.removeIf(packet -> packet.classMicros() == 40 * 66_667L);
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            int number = recorder.track("anna", "camera", null, "VP8");
            packets.forEach(it -> recorder.link().rtp(number, it.classMicros(), it.bytes(), 0, it.bytes().length));
            RecorderFixture.await(() -> recorder.keyframesWanted().contains(number));
            Recording.Track track = recorder.end(9_000_000).tracks().get(0);
            assertThat(track.parts()).hasSize(1);
            assertThat(track.gaps()).hasSize(1);
            Recording.Gap gap = track.gaps().get(0);
            assertThat(gap.reason()).isEqualTo("loss");
            assertThat(gap.fromMicros()).isBetween(40 * 66_667L - 2000, 40 * 66_667L + 2000);
            assertThat(gap.toMicros()).isBetween(60 * 66_667L - 2000, 60 * 66_667L + 2000);
            Probe probe = Probe.of(recorder.file(track.parts().get(0)));
            assertThat(probe).isEqualTo(new Probe("vp8", 320, 180, 100, 100, List.of()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void anotherPictureSizeBeginsAPart() throws Exception {
        RtpStream stream = new RtpStream(1, 0);
        List<byte[]> small = Encoded.vp8(160, 90, 2);
        for (int i = 0; i < 90; i++) {
            byte[] frame = i >= 30 && i < 60 ? small.get(i - 30) : video.get(i % 30);
            stream.vp8(frame, i * 6000L, i * 66_667L);
        }
        Recording.Track track = record("camera", "VP8", stream);
        assertThat(track.parts()).extracting(Recording.Part::width).containsExactly(320, 160, 320);
        assertThat(track.gaps()).isEmpty();
        assertThat(track.parts().get(1).startMicros())
                .isEqualTo(track.parts().get(0).endMicros());
        for (int i = 0; i < 3; i++) {
            assertThat(Probe.of(file(track, i)).frames()).isEqualTo(30);
        }
    }

    @Test
    void aNewSsrcBeginsAPartAtItsKeyframe() {
        RtpStream first = new RtpStream(1, 100);
        RtpStream second = new RtpStream(2, 60_000);
        for (int i = 0; i < 30; i++) {
            first.vp8(video.get(i), i * 6000L, i * 66_667L);
            second.vp8(video.get(i), 0x70000000L + i * 6000L, (30 + i) * 66_667L);
        }
        Recording.Track track;
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            int number = recorder.track("anna", "camera", null, "VP8");
            recorder.send(number, first);
            recorder.send(number, second);
            track = recorder.end(9_000_000).tracks().get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        assertThat(track.parts()).hasSize(2);
        assertThat(Probe.of(file(track, 0)).frames()).isEqualTo(30);
        assertThat(Probe.of(file(track, 1)).frames()).isEqualTo(30);
    }

    @Test
    void aSourceThatComesBackGoesOnInItsTrackAfterAGapWithItsReason() {
        RtpStream first = new RtpStream(1, 0);
        RtpStream second = new RtpStream(2, 0);
        for (int i = 0; i < 100; i++) {
            first.opus(audio.get(i), i * 960L, i * 20_000L);
            second.opus(audio.get(i), i * 960L, 5_000_000 + i * 20_000L);
        }
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            int one = recorder.track("anna", "mic", null, "opus");
            recorder.send(one, first);
            recorder.link().closeTrack(one, 2_000_000, "audience");
            int two = recorder.track("anna", "mic", null, "opus");
            recorder.send(two, second);
            recorder.link().closeTrack(two, 7_000_000, "left");
            Recording recording = recorder.end(9_000_000);
            assertThat(recording.tracks()).hasSize(1);
            assertThat(recording.tracks().get(0).parts())
                    .extracting(Recording.Part::id)
                    .containsExactly("0-0", "0-1");
            assertThat(recording.tracks().get(0).gaps())
                    .containsExactly(
                            new Recording.Gap(2_000_000, 5_000_000, "audience"),
                            new Recording.Gap(7_000_000, 9_000_000, "left"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Recording.Track record(String kind, String codec, RtpStream stream) {
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            recorder.send(recorder.track("anna", kind, null, codec), stream);
            return recorder.end(20_000_000).tracks().get(0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Path file(Recording.Track track, int part) {
        return root.resolve(RecorderFixture.DIRECTORY)
                .resolve(track.parts().get(part).file());
    }
}
