package lectern.recorder.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import lectern.recorder.testing.RecorderFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Peers that do not keep to the protocol. */
class LinkServerTest {
    @TempDir
    Path root;

    @Test
    void aPeerThatSpeaksNonsenseIsHungUpOnAndTheRecorderLives() throws Exception {
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            RecorderFixture.await(() -> recorder.state().connected());
            assertHungUp(recorder, ByteBuffer.allocate(4).putInt(70_000).flip());
            assertHungUp(recorder, ByteBuffer.allocate(4).putInt(1).flip());
            assertHungUp(recorder, frames(FrameType.PING, new byte[0]));
            assertHungUp(
                    recorder, frames(FrameType.HELLO, "{\"v\":2}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertHungUp(recorder, twice(frames(FrameType.HELLO, Control.hello("x"))));
            RecorderFixture.await(() -> recorder.state().connected());
            assertThat(recorder.end(0).complete()).isTrue();
        }
    }

    @Test
    void randomFramesOfAGreetedPeerDoNoHarm() throws Exception {
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            RecorderFixture.await(() -> recorder.state().connected());
            Random random = new Random(1);
            try (SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(recorder.socket()))) {
                write(peer, frames(FrameType.HELLO, Control.hello("fuzz")));
                write(
                        peer,
                        frames(
                                FrameType.SESSION_OPEN,
                                Control.sessionOpen(new RecorderLink.SessionHeader("f", "fuzz/fuzz/f", 1))));
                for (int i = 0; i < 3000; i++) {
                    byte[] payload = new byte[random.nextInt(60)];
                    random.nextBytes(payload);
                    ByteBuffer frame = ByteBuffer.allocate(256);
                    int type = 2 + random.nextInt(30);
                    if (type == FrameType.TRACK_OPEN) {
                        payload = Control.trackOpen(new Control.TrackOpen(
                                "f",
                                new RecorderLink.TrackHeader("p" + random.nextInt(3), "camera", null, "VP8", 90_000),
                                false));
                    } else if (type == FrameType.RTP && payload.length > 0) {
                        payload[0] = (byte) 0x80;
                    }
                    FrameCodec.write(frame, type, random.nextInt(6), random.nextLong(), payload);
                    write(peer, frame.flip());
                }
            }
            RecorderFixture.await(() -> recorder.state().connected());
            assertThat(recorder.end(0).complete()).isTrue();
        }
    }

    @Test
    void aPathOutOfTheRootIsNotOpened() throws Exception {
        assertThatThrownBy(() -> new RecorderLink.SessionHeader("x", "../../x", 1))
                .isInstanceOf(IllegalArgumentException.class);
        try (RecorderFixture recorder = new RecorderFixture(Files.createDirectory(root.resolve("inner")))) {
            RecorderFixture.await(() -> recorder.state().connected());
            try (SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(recorder.socket()))) {
                write(peer, frames(FrameType.HELLO, Control.hello("evil")));
                byte[] open = "{\"id\":\"x\",\"directory\":\"../a/b\",\"startedAt\":1}"
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
                write(peer, frames(FrameType.SESSION_OPEN, open));
                write(peer, frames(FrameType.PING, new byte[0]));
            }
            RecorderFixture.await(() -> recorder.state().connected());
            assertThat(recorder.end(0).complete()).isTrue();
            assertThat(root.resolve("a")).doesNotExist();
        }
    }

    @Test
    void aSecondRecorderDoesNotTakeTheSocketOfALivingOne() throws Exception {
        try (RecorderFixture recorder = new RecorderFixture(root)) {
            assertThatThrownBy(() -> new LinkServer(recorder.socket()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another recorder");
        }
    }

    private static void assertHungUp(RecorderFixture recorder, ByteBuffer bytes) throws IOException {
        try (SocketChannel peer = SocketChannel.open(UnixDomainSocketAddress.of(recorder.socket()))) {
            write(peer, bytes);
            ByteBuffer answer = ByteBuffer.allocate(4096);
            int count = 0;
            while (count >= 0) {
                answer.clear();
                try {
                    count = peer.read(answer);
                } catch (IOException reset) {
                    count = -1;
                }
            }
        }
    }

    private static void write(SocketChannel peer, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                peer.write(bytes);
            }
        } catch (IOException hungUp) {
            assertThat(hungUp.getMessage()).containsAnyOf("Broken pipe", "reset");
        }
    }

    private static ByteBuffer frames(int type, byte[] payload) {
        return ByteBuffer.wrap(Announcements.frame(type, 0, 0, payload));
    }

    private static ByteBuffer twice(ByteBuffer frame) {
        return ByteBuffer.allocate(2 * frame.remaining())
                .put(frame.duplicate())
                .put(frame.duplicate())
                .flip();
    }
}
