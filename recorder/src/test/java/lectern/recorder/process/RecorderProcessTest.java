package lectern.recorder.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import lectern.recorder.archive.Archive;
import lectern.recorder.archive.Recording;
import lectern.recorder.link.RecorderLink;
import lectern.recorder.link.SocketRecorderLink;
import lectern.recorder.testing.Command;
import lectern.recorder.testing.Encoded;
import lectern.recorder.testing.LiveFeed;
import lectern.recorder.testing.Probe;
import lectern.recorder.testing.RecorderFixture;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real process, and what becomes of a recording when it is killed, stopped or orphaned. */
class RecorderProcessTest implements RecorderLink.Listener {
    @TempDir
    Path folder;

    private final List<Integer> keyframes = new CopyOnWriteArrayList<>();
    private final AtomicReference<LiveFeed> feed = new AtomicReference<>();

    @Test
    void aKilledRecorderIsBackAndTheRecordingLacksAtMostTwoSecondsAndSaysWhere() throws Exception {
        List<byte[]> frames = Encoded.vp8(320, 180, 4);
        List<byte[]> packets = Encoded.opus(4);
        Recording recording;
        long starved;
        try (RecorderProcess process = start();
                SocketRecorderLink link = link()) {
            link.openSession(new RecorderLink.SessionHeader("s1", "t/c/s1", 1));
            try (LiveFeed live = new LiveFeed(link, camera(link), microphone(link), frames, packets)) {
                feed.set(live);
                RecorderFixture.await(() -> recorded() > 3_000_000);
                long first = process.pid();
                Command.run("kill", "-9", Long.toString(first));
                RecorderFixture.await(() -> process.pid() != first && process.pid() > 0);
                long back = live.classMicros();
                RecorderFixture.await(() -> recorded() > back + 2_000_000);
                starved = 4 * live.worstLagMicros();
            }
            link.endSession("s1", recorded() + 1_000_000).get(30, TimeUnit.SECONDS);
            recording = Archive.read(folder.resolve("root/t/c/s1"));
            assertThat(link.state().droppedPackets()).isZero();
        }
        assertThat(recording.complete()).isTrue();
        assertThat(recording.tracks()).hasSize(2).allSatisfy(track -> {
            assertThat(track.parts()).hasSize(2);
            assertThat(track.gaps()).hasSize(1);
            Recording.Gap gap = track.gaps().get(0);
            assertThat(gap.reason()).isEqualTo("recorder");
            assertThat(gap.toMicros() - gap.fromMicros()).isBetween(1L, 2_000_000L + starved);
            assertThat(gap.fromMicros()).isEqualTo(track.parts().get(0).endMicros());
            assertThat(gap.toMicros()).isEqualTo(track.parts().get(1).startMicros());
            for (Recording.Part part : track.parts()) {
                Probe probe = Probe.of(folder.resolve("root/t/c/s1").resolve(part.file()));
                assertThat(probe.errors()).isEmpty();
                assertThat(probe.frames()).isEqualTo(probe.packets()).isGreaterThan(10);
            }
        });
    }

    @Test
    void aStoppedRecorderCostsNothingThatTheRingCanHold() throws Exception {
        List<byte[]> frames = Encoded.vp8(320, 180, 4);
        List<byte[]> packets = Encoded.opus(4);
        Recording recording;
        try (RecorderProcess process = start();
                SocketRecorderLink link = link()) {
            link.openSession(new RecorderLink.SessionHeader("s1", "t/c/s1", 1));
            try (LiveFeed live = new LiveFeed(link, camera(link), microphone(link), frames, packets)) {
                feed.set(live);
                RecorderFixture.await(() -> recorded() > 1_000_000);
                String pid = Long.toString(process.pid());
                Command.run("kill", "-STOP", pid);
                RecorderFixture.await(() -> !link.state().connected());
                Command.run("kill", "-CONT", pid);
                long now = live.classMicros();
                RecorderFixture.await(() -> recorded() > now + 1_500_000);
            }
            link.endSession("s1", recorded() + 1_000_000).get(30, TimeUnit.SECONDS);
            recording = Archive.read(folder.resolve("root/t/c/s1"));
            assertThat(link.state().droppedPackets()).isZero();
        }
        assertThat(recording.tracks()).hasSize(2).allSatisfy(track -> {
            assertThat(track.gaps()).isEmpty();
            assertThat(track.parts()).hasSize(1);
        });
    }

    @Test
    void whatTheFullRingDropsIsCountedAskedForAndSaid() throws Exception {
        List<byte[]> frames = Encoded.vp8(320, 180, 4);
        List<byte[]> packets = Encoded.opus(4);
        Recording recording;
        try (RecorderProcess process = start();
                SocketRecorderLink link = new SocketRecorderLink(folder.resolve("r.sock"), this, 4 << 20)) {
            link.openSession(new RecorderLink.SessionHeader("s1", "t/c/s1", 1));
            int camera = camera(link);
            int microphone = microphone(link);
            RtpStream video = new RtpStream(1, 0);
            RtpStream audio = new RtpStream(2, 0);
            send(link, camera, video, microphone, audio, frames, packets, 0, 60);
            RecorderFixture.await(() -> recorded() > 2_000_000);
            String pid = Long.toString(process.pid());
            Command.run("kill", "-STOP", pid);
            int i = 60;
            for (; link.state().droppedPackets() == 0; i += 60) {
                send(link, camera, video, microphone, audio, frames, packets, i, i + 60);
            }
            // The first drop may be the last frame of that turn, which is too little to be a gap.
            send(link, camera, video, microphone, audio, frames, packets, i, i + 60);
            i += 60;
            keyframes.clear();
            Command.run("kill", "-CONT", pid);
            RecorderFixture.await(() -> keyframes.contains(camera));
            send(link, camera, video, microphone, audio, frames, packets, i, i + 60);
            link.endSession("s1", (i + 60) * 60_000L).get(30, TimeUnit.SECONDS);
            recording = Archive.read(folder.resolve("root/t/c/s1"));
        }
        assertThat(recording.tracks().get(0).gaps())
                .extracting(Recording.Gap::reason)
                .containsExactly("overrun");
        assertThat(recording.tracks().get(1).gaps()).isEmpty();
        assertThat(recording.tracks().get(1).parts()).hasSize(1);
    }

    /** A frame and three audio packets each 60 ms of class time; the frames' keyframes are those at multiples of 30. */
    private static void send(
            RecorderLink link,
            int camera,
            RtpStream video,
            int microphone,
            RtpStream audio,
            List<byte[]> frames,
            List<byte[]> packets,
            int from,
            int to) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < 3; j++) {
                int number = 3 * i + j;
                audio.opus(packets.get(number % packets.size()), number * 960L, number * 20_000L)
                        .take()
                        .forEach(it -> link.rtp(microphone, it.classMicros(), it.bytes(), 0, it.bytes().length));
            }
            video.vp8(frames.get(i % frames.size()), i * 5400L, i * 60_000L)
                    .take()
                    .forEach(it -> link.rtp(camera, it.classMicros(), it.bytes(), 0, it.bytes().length));
        }
    }

    @Test
    void theRecorderFinishesItsSessionsWhenItsParentClosesIt() throws Exception {
        List<byte[]> packets = Encoded.opus(2);
        try (SocketRecorderLink link = link()) {
            RecorderProcess process = start();
            link.openSession(new RecorderLink.SessionHeader("s1", "t/c/s1", 1));
            try (LiveFeed live = new LiveFeed(link, camera(link), microphone(link), packets, packets)) {
                feed.set(live);
                RecorderFixture.await(() -> recorded() > 1_000_000);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("r.sock"))))
                        .isEqualTo("rw-------");
                long pid = process.pid();
                process.close();
                assertThat(ProcessHandle.of(pid)).isEmpty();
            }
            assertThat(Archive.read(folder.resolve("root/t/c/s1")).complete()).isTrue();
            assertThatThrownBy(() -> link.endSession("s1", 1).get(30, TimeUnit.SECONDS))
                    .hasMessageContaining("10 s");
        }
    }

    private RecorderProcess start() {
        return RecorderProcess.start(
                new RecorderProcess.Settings(folder.resolve("r.sock"), folder.resolve("root"), "128m"));
    }

    private SocketRecorderLink link() {
        return new SocketRecorderLink(folder.resolve("r.sock"), this, SocketRecorderLink.RING_BYTES);
    }

    private static int camera(RecorderLink link) {
        return link.openTrack("s1", new RecorderLink.TrackHeader("anna", "camera", "l", "VP8", 90_000));
    }

    private static int microphone(RecorderLink link) {
        return link.openTrack("s1", new RecorderLink.TrackHeader("anna", "mic", null, "opus", 48_000));
    }

    /** Class time up to which something is in a file. */
    private long recorded() {
        try {
            return Archive.read(folder.resolve("root/t/c/s1")).endMicros();
        } catch (IOException notYet) {
            return 0;
        }
    }

    @Override
    public void keyframeWanted(int track) {
        keyframes.add(track);
        LiveFeed live = feed.get();
        if (live != null) {
            live.keyframeWanted();
        }
    }

    @Override
    public void stateChanged(RecorderLink.LinkState state) {}
}
