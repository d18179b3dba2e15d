package lectern.recorder.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.recorder.jitter.RtpView;
import lectern.recorder.testing.RtpStream;

/**
 * Frames out of VP8, H.264 and Opus packets. The input is a script: the first byte chooses the codec; then for each packet
 * one byte of flags (marker, next timestamp, loss before it), two of length, and the payload.
 */
class DepacketizerFuzzTest extends FuzzTarget {
    private static final List<String> CODECS = List.of("VP8", "H264", "opus");
    private static final int MARKER = 1;
    private static final int NEXT_FRAME = 2;
    private static final int LOSS = 4;

    @Override
    protected List<byte[]> seeds() {
        byte[] keyframe = {0x50, 0, 0, (byte) 0x9d, 1, 0x2a, 0x40, 1, (byte) 0xb4, 0, 9, 9, 9};
        byte[] set = {
            0x67,
            0x42,
            (byte) 0xc0,
            0x1f,
            (byte) 0x8c,
            (byte) 0x8d,
            0x40,
            0x50,
            0x1e,
            (byte) 0xd0,
            0x0f,
            0x08,
            (byte) 0x84,
            0x6a
        };
        byte[] picture = {0x68, (byte) 0xce, 0x3c, (byte) 0x80};
        byte[] slice = {0x65, (byte) 0xb8, 1, 2, 3, 4, 5, 6, 7, 8};
        byte[] other = {0x41, (byte) 0x9a, 1, 2, 3};
        RtpStream vp8 = new RtpStream(1, 0);
        vp8.vp8(keyframe, 0, 0).vp8(new byte[] {0x31, 2, 3, 4}, 3_000, 0);
        RtpStream avc = new RtpStream(1, 0);
        avc.h264(units(set, picture, slice), 0, 0).h264(units(other), 3_000, 0);
        ByteArrayOutputStream fragments = new ByteArrayOutputStream();
        fragments.writeBytes(script(1, avc, 0, 2));
        packet(fragments, 0, new byte[] {0x7c, (byte) 0x85, (byte) 0xb8, 1, 2});
        packet(fragments, 0, new byte[] {0x7c, 0x05, 3, 4});
        packet(fragments, MARKER, new byte[] {0x7c, 0x45, 5, 6});
        RtpStream opus = new RtpStream(1, 0);
        opus.opus(new byte[] {(byte) 0xfc, 1, 2, 3}, 0, 0).opus(new byte[] {0x03, 2, 3}, 960, 0);
        return List.of(
                script(0, vp8, 0, 2), script(1, avc, 0, 9), fragments.toByteArray(), script(2, opus, 0, 2), new byte[] {
                    0, LOSS, 0, 1, 0x10
                });
    }

    private static byte[] units(byte[]... units) {
        ByteBuffer out = ByteBuffer.allocate(200);
        for (byte[] unit : units) {
            out.putInt(unit.length).put(unit);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    private static byte[] script(int codec, RtpStream stream, int from, int count) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(codec);
        int last = 0;
        for (RtpStream.Packet packet :
                stream.packets().stream().skip(from).limit(count).toList()) {
            RtpView view = new RtpView();
            view.parse(packet.bytes(), 0, packet.bytes().length);
            int flags = (view.marker() ? MARKER : 0) | (view.timestamp() != last ? NEXT_FRAME : 0);
            last = view.timestamp();
            packet(out, flags, Arrays.copyOfRange(packet.bytes(), 12, packet.bytes().length));
        }
        return out.toByteArray();
    }

    private static void packet(ByteArrayOutputStream out, int flags, byte[] payload) {
        out.write(flags);
        out.write(payload.length >>> 8);
        out.write(payload.length);
        out.writeBytes(payload);
    }

    /** A frame's buffer grows by doubling; its frames are handed over without a copy. */
    @Override
    protected long allocation(int inputLength) {
        return 256 * 1024 + 256L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        if (input.length == 0) {
            return;
        }
        Allowance allowance = new Allowance(1 << 20);
        String codec = CODECS.get(Math.floorMod(input[0], CODECS.size()));
        Checks checks = new Checks(codec);
        Depacketizer depacketizer = Depacketizer.of(codec, allowance, checks);
        RtpView view = new RtpView();
        int at = 1;
        int timestamp = 0;
        for (int sequence = 0; at + 3 <= input.length; sequence++) {
            int flags = input[at];
            int length = Math.min((input[at + 1] & 0xff) << 8 | (input[at + 2] & 0xff), input.length - at - 3);
            if ((flags & LOSS) != 0) {
                depacketizer.lost();
            }
            timestamp += (flags & NEXT_FRAME) != 0 ? 3_000 : 0;
            byte[] payload = Arrays.copyOfRange(input, at + 3, at + 3 + length);
            byte[] packet = RtpStream.packet(sequence, timestamp, 1, (flags & MARKER) != 0, payload);
            if (view.parse(packet, 0, packet.length)) {
                KeyframeStart.is(codec, view);
                depacketizer.packet(view, sequence);
            }
            Promise.that(allowance.used() >= 0 && allowance.used() <= 1 << 20, "the allowance");
            at += 3 + length;
        }
        depacketizer.lost();
        Promise.that(allowance.used() == 0, allowance.used() + " bytes are not given back");
    }

    /** What every frame is. */
    private record Checks(String codec) implements Depacketizer.Sink {
        @Override
        public void frame(Frame frame) {
            Promise.that(frame.length() > 0 && frame.length() <= Depacketizer.MAX_FRAME, "a frame's length");
            Promise.that(frame.length() <= frame.data().length, "a frame beyond its bytes");
            if (codec.equals("opus")) {
                Promise.that(frame.duration() > 0 && frame.duration() <= OpusPacket.MAX_DURATION, "its duration");
            }
            if (codec.equals("H264")) {
                ByteBuffer units = ByteBuffer.wrap(frame.data(), 0, frame.length());
                while (units.remaining() >= 4) {
                    int length = units.getInt();
                    Promise.that(length > 0 && length <= units.remaining(), "a NAL unit of " + length);
                    units.position(units.position() + length);
                }
                Promise.that(!units.hasRemaining(), "bytes after the last NAL unit");
            }
        }

        @Override
        public void keyframeNeeded(long arrivalMicros) {}
    }
}
