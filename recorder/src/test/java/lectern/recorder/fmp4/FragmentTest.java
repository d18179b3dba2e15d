package lectern.recorder.fmp4;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lectern.recorder.codec.MediaFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FragmentTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsFoundAgain() throws Exception {
        for (int seed = 0; seed < 50; seed++) {
            Path file = folder.resolve("f" + seed);
            List<BoxScanner.Found> written = write(file, new Random(seed), 20);
            try (FileChannel channel = FileChannel.open(file)) {
                BoxScanner scanner = new BoxScanner(channel);
                long at = scanner.mediaStart().orElseThrow();
                for (BoxScanner.Found expected : written) {
                    assertThat(scanner.fragment(at)).as("seed " + seed).contains(expected);
                    at += expected.length();
                }
                assertThat(at).isEqualTo(channel.size());
                assertThat(scanner.fragment(at)).isEmpty();
            }
        }
    }

    @Test
    void aFragmentCutAtAnyByteOrWithAZeroTailIsNoFragment() throws Exception {
        Path file = folder.resolve("cut");
        List<BoxScanner.Found> written = write(file, new Random(7), 2);
        BoxScanner.Found last = written.get(1);
        byte[] whole = Files.readAllBytes(file);
        int dense = 96 + 12 * last.samples() + 40;
        for (long size = last.offset(); size < whole.length; size += size < last.offset() + dense ? 1 : 61) {
            Path cut = folder.resolve("cut-copy");
            Files.write(cut, Arrays.copyOf(whole, (int) size));
            try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.READ)) {
                BoxScanner scanner = new BoxScanner(channel);
                assertThat(scanner.fragment(written.get(0).offset())).contains(written.get(0));
                assertThat(scanner.fragment(last.offset())).as("cut at " + size).isEmpty();
            }
        }
        for (int zeros = last.length() - 40; zeros <= last.length(); zeros++) {
            byte[] torn = whole.clone();
            Arrays.fill(torn, torn.length - zeros, torn.length, (byte) 0);
            Path cut = folder.resolve("cut-copy");
            Files.write(cut, torn);
            try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.READ)) {
                assertThat(new BoxScanner(channel).fragment(last.offset())).isEmpty();
            }
        }
    }

    @Test
    void randomBytesAreNoFragment() throws Exception {
        Random random = new Random(5);
        Path file = folder.resolve("random");
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            Files.write(file, bytes);
            try (FileChannel channel = FileChannel.open(file)) {
                BoxScanner scanner = new BoxScanner(channel);
                assertThat(scanner.fragment(0)).isEmpty();
                assertThat(scanner.mediaStart()).isEmpty();
                assertThat(scanner.fragment(random.nextInt(1000))).isEmpty();
            }
        }
    }

    private static List<BoxScanner.Found> write(Path file, Random random, int count) throws Exception {
        List<BoxScanner.Found> written = new ArrayList<>();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(InitSegment.of(new MediaFormat.Vp8(320, 180)));
            Fragment fragment = new Fragment();
            long decodeTime = 0;
            for (int i = 0; i < count; i++) {
                boolean keyframe = random.nextBoolean();
                int samples = 1 + random.nextInt(40);
                for (int sample = 0; sample < samples; sample++) {
                    byte[] data = new byte[random.nextInt(300)];
                    random.nextBytes(data);
                    fragment.add(data, data.length, sample == 0 && keyframe);
                    fragment.setLastDuration(random.nextInt(10_000));
                    fragment.setLastDuration(1 + random.nextInt(10_000));
                }
                ByteBuffer bytes = ByteBuffer.allocate(fragment.size());
                fragment.write(bytes, i + 1, decodeTime);
                assertThat(bytes.hasRemaining()).isFalse();
                written.add(new BoxScanner.Found(
                        channel.position(), fragment.size(), decodeTime, fragment.duration(), samples, keyframe));
                channel.write(bytes.flip());
                decodeTime += fragment.duration();
                fragment.clear();
            }
        }
        return written;
    }
}
