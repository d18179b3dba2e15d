package lectern.recorder.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import lectern.recorder.jitter.RtpView;
import lectern.recorder.testing.Encoded;
import lectern.recorder.testing.RtpStream;
import org.junit.jupiter.api.Test;

class DepacketizerTest implements Depacketizer.Sink {
    private final Allowance allowance = new Allowance(8 << 20);
    private final RtpView view = new RtpView();
    private final List<Frame> frames = new ArrayList<>();
    private int keyframesNeeded;

    @Override
    public void frame(Frame frame) {
        frames.add(new Frame(
                frame.format(),
                frame.timestamp(),
                frame.arrivalMicros(),
                frame.keyframe(),
                Arrays.copyOf(frame.data(), frame.length()),
                frame.length(),
                frame.duration()));
    }

    @Override
    public void keyframeNeeded(long arrivalMicros) {
        keyframesNeeded++;
    }

    @Test
    void vp8FramesComeOutAsTheyWentIn() throws Exception {
        List<byte[]> encoded = Encoded.vp8(640, 360, 3);
        RtpStream stream = new RtpStream(1, 0);
        encoded.forEach(frame -> stream.vp8(frame, 6000L * stream.packets().size(), 5));
        feed(Depacketizer.of("VP8", allowance, this), stream);
        assertThat(frames).hasSameSizeAs(encoded);
        for (int i = 0; i < encoded.size(); i++) {
            assertThat(frames.get(i).data()).isEqualTo(encoded.get(i));
            assertThat(frames.get(i).keyframe()).isEqualTo(i % 30 == 0);
        }
        assertThat(frames.get(0).format()).isEqualTo(new MediaFormat.Vp8(640, 360));
        assertThat(keyframesNeeded).isZero();
    }

    @Test
    void h264FramesComeOutWithoutParameterSetsWhichAreInTheFormat() throws Exception {
        List<byte[]> encoded = Encoded.h264(640, 360, 3);
        RtpStream stream = new RtpStream(1, 0);
        encoded.forEach(frame -> stream.h264(frame, 6000L * stream.packets().size(), 5));
        feed(Depacketizer.of("H264", allowance, this), stream);
        assertThat(frames).hasSameSizeAs(encoded);
        for (int i = 0; i < encoded.size(); i++) {
            byte[] data = frames.get(i).data();
            byte[] tail =
                    Arrays.copyOfRange(encoded.get(i), encoded.get(i).length - data.length, encoded.get(i).length);
            assertThat(data).isEqualTo(tail);
            assertThat(frames.get(i).keyframe()).isEqualTo(i % 30 == 0);
            assertThat(data[4] & 0x1f).isEqualTo(i % 30 == 0 ? 5 : 1);
        }
        MediaFormat.Avc format = (MediaFormat.Avc) frames.get(0).format();
        assertThat(format.width()).isEqualTo(640);
        assertThat(format.height()).isEqualTo(360);
        assertThat(format.configuration().get(0)).isEqualTo((byte) 1);
    }

    @Test
    void parameterSetsOfEverySizeAndProfileAreRead() throws Exception {
        for (int[] size : new int[][] {{320, 180}, {640, 360}, {1280, 720}, {1366, 768}, {162, 98}}) {
            frames.clear();
            RtpStream stream = new RtpStream(1, 0);
            Encoded.h264(size[0], size[1], 1)
                    .forEach(frame -> stream.h264(frame, stream.packets().size(), 5));
            feed(Depacketizer.of("H264", allowance, this), stream);
            assertThat(frames.get(0).format().width()).isEqualTo(size[0]);
            assertThat(frames.get(0).format().height()).isEqualTo(size[1]);
        }
    }

    @Test
    void afterALossNothingComesUntilTheNextKeyframe() throws Exception {
        for (String codec : List.of("VP8", "H264")) {
            frames.clear();
            keyframesNeeded = 0;
            List<byte[]> encoded = codec.equals("VP8") ? Encoded.vp8(640, 360, 4) : Encoded.h264(640, 360, 4);
            Depacketizer depacketizer = Depacketizer.of(codec, allowance, this);
            for (int i = 0; i < encoded.size(); i++) {
                RtpStream stream = new RtpStream(1, 0);
                if (codec.equals("VP8")) {
                    stream.vp8(encoded.get(i), i * 6000L, i);
                } else {
                    stream.h264(encoded.get(i), i * 6000L, i);
                }
                List<RtpStream.Packet> packets = new ArrayList<>(stream.packets());
                if (i == 10) {
                    packets.remove(0);
                    depacketizer.lost();
                }
                feed(depacketizer, packets);
            }
            assertThat(frames).hasSize(encoded.size() - 20);
            assertThat(frames.get(9).timestamp()).isEqualTo(9 * 6000);
            assertThat(frames.get(10).timestamp()).isEqualTo(30 * 6000);
            assertThat(frames.get(10).keyframe()).isTrue();
            assertThat(keyframesNeeded).isPositive();
            assertThat(depacketizer.malformed()).isZero();
        }
    }

    @Test
    void aFrameBeyondTheLimitIsDroppedAndItsMemoryGivenBack() {
        Depacketizer depacketizer = Depacketizer.of("VP8", allowance, this);
        byte[] piece = new byte[1200];
        for (int i = 0; i < 3000; i++) {
            piece[0] = (byte) (i == 0 ? 0x10 : 0);
            byte[] packet = RtpStream.packet(i, 0, 1, i == 2999, piece);
            view.parse(packet, 0, packet.length);
            depacketizer.packet(view, 0);
            assertThat(allowance.used()).isLessThanOrEqualTo(Depacketizer.MAX_FRAME);
        }
        assertThat(frames).isEmpty();
        assertThat(depacketizer.malformed()).isEqualTo(1);
        assertThat(allowance.used()).isZero();
    }

    @Test
    void withoutAllowanceLargeFramesAreDroppedAndSmallOnesAreNot() throws Exception {
        Depacketizer depacketizer = Depacketizer.of("VP8", new Allowance(0), this);
        RtpStream stream = new RtpStream(1, 0);
        byte[] small = Encoded.vp8(160, 90, 1).get(0);
        byte[] large = Arrays.copyOf(small, 100_000);
        feed(depacketizer, stream.vp8(small, 0, 0).vp8(large, 6000, 0).vp8(small, 12_000, 0));
        assertThat(frames).extracting(Frame::timestamp).containsExactly(0, 12_000);
    }

    @Test
    void randomPayloadsNeverThrow() {
        for (String codec : List.of("VP8", "H264", "opus")) {
            Depacketizer depacketizer = Depacketizer.of(codec, allowance, this);
            Random random = new Random(3);
            for (int i = 0; i < 100_000; i++) {
                byte[] payload = new byte[random.nextInt(40)];
                random.nextBytes(payload);
                if (payload.length > 0 && random.nextBoolean()) {
                    int[] interesting = {0x10, 0x90, 0x67, 0x68, 0x65, 0x41, 0x78, 0x7c, 0x80};
                    payload[0] = (byte) interesting[random.nextInt(interesting.length)];
                }
                byte[] packet = RtpStream.packet(i, i / 4 * 100, 1, random.nextInt(4) == 0, payload);
                view.parse(packet, 0, packet.length);
                depacketizer.packet(view, i);
                if (random.nextInt(50) == 0) {
                    depacketizer.lost();
                }
            }
            depacketizer.lost();
        }
        assertThat(allowance.used()).isZero();
    }

    @Test
    void mutatedParameterSetsNeverThrow() throws Exception {
        byte[] frame = Encoded.h264(640, 360, 1).get(0);
        int aud = 6;
        int length = frame[aud + 3] & 0xff;
        byte[] set = Arrays.copyOfRange(frame, aud + 4, aud + 4 + length);
        assertThat(SequenceParameterSet.parse(set, 0, set.length)).isPresent();
        Random random = new Random(4);
        for (int i = 0; i < 100_000; i++) {
            byte[] mutant = Arrays.copyOf(set, random.nextInt(set.length + 1));
            for (int flips = random.nextInt(6); flips > 0 && mutant.length > 0; flips--) {
                mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
            }
            SequenceParameterSet.parse(mutant, 0, mutant.length).ifPresent(parsed -> {
                assertThat(parsed.width()).isBetween(1, 8192);
                assertThat(parsed.height()).isBetween(1, 8192);
            });
        }
    }

    @Test
    void opusDurationsAreThoseOfTheTable() {
        assertThat(OpusPacket.frameDuration((byte) 0)).isEqualTo(480);
        assertThat(OpusPacket.frameDuration((byte) (3 << 3))).isEqualTo(2880);
        assertThat(OpusPacket.frameDuration((byte) (13 << 3))).isEqualTo(960);
        assertThat(OpusPacket.frameDuration((byte) (16 << 3))).isEqualTo(120);
        assertThat(OpusPacket.frameDuration((byte) (31 << 3))).isEqualTo(960);
        assertThat(OpusPacket.duration(new byte[] {(byte) (31 << 3 | 1)}, 0, 1)).isEqualTo(1920);
        assertThat(OpusPacket.duration(new byte[] {(byte) (31 << 3 | 3), 6}, 0, 2))
                .isEqualTo(5760);
        assertThat(OpusPacket.duration(new byte[] {(byte) (31 << 3 | 3), 7}, 0, 2))
                .isZero();
        assertThat(OpusPacket.duration(new byte[] {(byte) (31 << 3 | 3)}, 0, 1)).isZero();
        assertThat(OpusPacket.duration(new byte[0], 0, 0)).isZero();
    }

    private void feed(Depacketizer depacketizer, RtpStream stream) {
        feed(depacketizer, stream.packets());
    }

    private void feed(Depacketizer depacketizer, List<RtpStream.Packet> packets) {
        for (RtpStream.Packet packet : packets) {
            assertThat(view.parse(packet.bytes(), 0, packet.bytes().length)).isTrue();
            depacketizer.packet(view, packet.classMicros());
        }
    }
}
