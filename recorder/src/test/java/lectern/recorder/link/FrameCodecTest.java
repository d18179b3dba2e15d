package lectern.recorder.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
    private final List<String> read = new ArrayList<>();

    @Test
    void framesCutAnywhereComeOutAsTheyWentIn() throws IOException {
        for (int seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            read.clear();
            List<String> written = new ArrayList<>();
            ByteBuffer stream = ByteBuffer.allocate(8 << 20);
            for (int i = 0; i < 60; i++) {
                byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(FrameCodec.MAX_PAYLOAD + 1) : i];
                random.nextBytes(payload);
                int type = random.nextInt(256);
                int track = random.nextInt();
                long time = random.nextLong();
                FrameCodec.write(stream, type, track, time, payload);
                written.add(type + " " + track + " " + time + " " + Arrays.hashCode(payload));
            }
            byte[] bytes = Arrays.copyOf(stream.array(), stream.position());
            assertThat(feed(bytes, random)).isTrue();
            assertThat(read).as("seed " + seed).isEqualTo(written);
        }
    }

    @Test
    void aLengthThatCannotBeIsRefused() throws IOException {
        for (int length : new int[] {0, 12, -1, FrameCodec.MAX_LENGTH + 1, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            byte[] bytes = ByteBuffer.allocate(64).putInt(length).array();
            assertThat(feed(bytes, new Random(1))).as("length " + length).isFalse();
        }
    }

    @Test
    void controlMessagesReadBackAndNonsenseIsNothing() {
        RecorderLink.SessionHeader session = new RecorderLink.SessionHeader("s", "a/b/c", 5);
        byte[] open = Control.sessionOpen(session);
        assertThat(Control.readSessionOpen(open, 0, open.length)).contains(session);
        Control.TrackOpen track =
                new Control.TrackOpen("s", new RecorderLink.TrackHeader("p", "mic", null, "opus", 48_000), true);
        byte[] bytes = Control.trackOpen(track);
        assertThat(Control.readTrackOpen(bytes, 0, bytes.length)).contains(track);
        for (String json : List.of(
                "",
                "[]",
                "{",
                "null",
                "{}",
                "{\"id\":\"x\",\"directory\":\"../../etc\",\"startedAt\":1}",
                "{\"id\":\"x\",\"directory\":\"a/b\",\"startedAt\":1}",
                "{\"id\":\"..\",\"directory\":\"a/b/c\",\"startedAt\":1}")) {
            byte[] nonsense = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            assertThat(Control.readSessionOpen(nonsense, 0, nonsense.length))
                    .as(json)
                    .isEmpty();
            assertThat(Control.readTrackOpen(nonsense, 0, nonsense.length))
                    .as(json)
                    .isEmpty();
        }
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            byte[] mutant = bytes.clone();
            mutant[random.nextInt(mutant.length)] = (byte) random.nextInt();
            assertThat(Control.readTrackOpen(mutant, 0, mutant.length)).isNotNull();
        }
    }

    private boolean feed(byte[] bytes, Random random) throws IOException {
        FrameCodec.Reader reader = new FrameCodec.Reader(0);
        ByteArrayInputStream in = new ByteArrayInputStream(bytes);
        ReadableByteChannel channel = new Trickle(in, random);
        while (reader.read(channel) >= 0) {
            boolean sound = reader.frames((type, track, time, buffer, offset, length) -> read.add(type + " " + track
                    + " " + time + " " + Arrays.hashCode(Arrays.copyOfRange(buffer, offset, offset + length))));
            if (!sound) {
                return false;
            }
        }
        return true;
    }

    /** Reads pieces of random size. */
    private record Trickle(ByteArrayInputStream in, Random random) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer to) {
            byte[] piece = new byte[Math.min(to.remaining(), 1 + random.nextInt(5000))];
            int count = in.read(piece, 0, piece.length);
            if (count > 0) {
                to.put(piece, 0, count);
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }
}
