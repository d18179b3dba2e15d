package lectern.recorder.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames as an encoder made them. H.264 frames are lists of NAL units behind four-byte lengths. */
public final class Encoded {
    private Encoded() {}

    /** VP8 at 15 frames a second, a keyframe every two seconds. */
    public static List<byte[]> vp8(int width, int height, int seconds) throws IOException {
        Path file = Files.createTempFile("vp8", ".ivf");
        Command.run(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + width + "x" + height + ":rate=15:duration=" + seconds,
                "-c:v",
                "libvpx",
                "-deadline",
                "realtime",
                "-cpu-used",
                "8",
                "-b:v",
                "200k",
                "-g",
                "30",
                "-auto-alt-ref",
                "0",
                "-f",
                "ivf",
                file.toString());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        Files.delete(file);
        bytes.position(32);
        List<byte[]> frames = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] frame = new byte[bytes.getInt()];
            bytes.getLong();
            bytes.get(frame);
            frames.add(frame);
        }
        return frames;
    }

    /** H.264 baseline at 15 frames a second, a keyframe with parameter sets every two seconds. */
    public static List<byte[]> h264(int width, int height, int seconds) throws IOException {
        Path file = Files.createTempFile("h264", ".264");
        Command.run(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc2=size=" + width + "x" + height + ":rate=15:duration=" + seconds,
                "-c:v",
                "libx264",
                "-profile:v",
                "baseline",
                "-preset",
                "ultrafast",
                "-tune",
                "zerolatency",
                "-x264-params",
                "keyint=30:scenecut=0:repeat-headers=1:aud=1:slices=1",
                "-pix_fmt",
                "yuv420p",
                "-f",
                "h264",
                file.toString());
        byte[] bytes = Files.readAllBytes(file);
        Files.delete(file);
        List<byte[]> frames = new ArrayList<>();
        ByteBuffer frame = ByteBuffer.allocate(1 << 20);
        for (byte[] unit : units(bytes)) {
            if ((unit[0] & 0x1f) == 9 && frame.position() > 0) {
                frames.add(Arrays.copyOf(frame.array(), frame.position()));
                frame.clear();
            }
            frame.putInt(unit.length).put(unit);
        }
        frames.add(Arrays.copyOf(frame.array(), frame.position()));
        return frames;
    }

    /** Opus, 20 ms a packet: a tone. */
    public static List<byte[]> opus(int seconds) throws IOException {
        Path file = Files.createTempFile("opus", ".ogg");
        Command.run(
                "ffmpeg",
                "-v",
                "error",
                "-y",
                "-f",
                "lavfi",
                "-i",
                "sine=frequency=440:sample_rate=48000:duration=" + seconds,
                "-ac",
                "1",
                "-c:a",
                "libopus",
                "-b:a",
                "32k",
                "-application",
                "voip",
                "-frame_duration",
                "20",
                "-f",
                "ogg",
                file.toString());
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        Files.delete(file);
        List<byte[]> packets = new ArrayList<>();
        byte[] pending = new byte[0];
        while (bytes.hasRemaining()) {
            int page = bytes.position();
            int segments = bytes.get(page + 26) & 0xff;
            bytes.position(page + 27 + segments);
            for (int i = 0; i < segments; i++) {
                int length = bytes.get(page + 27 + i) & 0xff;
                int before = pending.length;
                pending = Arrays.copyOf(pending, before + length);
                bytes.get(pending, before, length);
                if (length < 255) {
                    packets.add(pending);
                    pending = new byte[0];
                }
            }
        }
        return packets.subList(2, 2 + 50 * seconds);
    }

    private static List<byte[]> units(byte[] stream) {
        List<byte[]> units = new ArrayList<>();
        int start = -1;
        for (int i = 0; i + 3 <= stream.length; i++) {
            if (stream[i] == 0 && stream[i + 1] == 0 && stream[i + 2] == 1) {
                if (start >= 0) {
                    int end = stream[i - 1] == 0 ? i - 1 : i;
                    units.add(Arrays.copyOfRange(stream, start, end));
                }
                start = i + 3;
            }
        }
        units.add(Arrays.copyOfRange(stream, start, stream.length));
        return units;
    }
}
