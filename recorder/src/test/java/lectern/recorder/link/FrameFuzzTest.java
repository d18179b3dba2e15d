package lectern.recorder.link;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** The link's frames, however the stream is cut, and the JSON that they carry. */
class FrameFuzzTest extends FuzzTarget {
    private static final RecorderLink.SessionHeader SESSION = new RecorderLink.SessionHeader("s", "a/b/c", 5);
    private static final Control.TrackOpen TRACK =
            new Control.TrackOpen("s", new RecorderLink.TrackHeader("p", "camera", "l", "VP8", 90_000), true);

    @Override
    protected List<byte[]> seeds() {
        ByteBuffer out = ByteBuffer.allocate(4_000);
        FrameCodec.write(out, FrameType.HELLO, 0, 0, Control.hello("link"));
        FrameCodec.write(out, FrameType.SESSION_OPEN, 0, 0, Control.sessionOpen(SESSION));
        FrameCodec.write(out, FrameType.TRACK_OPEN, 7, 1, Control.trackOpen(TRACK));
        FrameCodec.write(out, FrameType.RTP, 7, Long.MAX_VALUE, new byte[40]);
        FrameCodec.write(out, FrameType.SESSION_END, 0, 9, Control.sessionEnd("s"));
        byte[] stream = Arrays.copyOf(out.array(), out.position());
        out.clear();
        FrameCodec.write(
                out, FrameType.SESSION_ENDED, 0, 0, Control.sessionEnded(new Control.SessionEnded("s", "full")));
        FrameCodec.write(out, FrameType.STATE, 0, 0, Control.state(null));
        FrameCodec.write(out, FrameType.PING, 0, 0, new byte[0]);
        return List.of(
                stream,
                Arrays.copyOf(out.array(), out.position()),
                Control.sessionOpen(SESSION),
                Control.trackOpen(TRACK),
                Control.sessionEnded(new Control.SessionEnded("s", null)));
    }

    /** JSON is read six ways. */
    @Override
    protected int mutations() {
        return 4_000;
    }

    /** Two readers with room for the largest frame, and what Jackson takes. */
    @Override
    protected long allocation(int inputLength) {
        return 512 * 1024 + 256L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        List<String> whole = frames(input, input.length);
        List<String> pieces = frames(input, 1 + (input.length == 0 ? 0 : input[0] & 0x3F));
        Promise.same(whole, pieces, "the same stream in other pieces");
        Surroundings.read(input, FrameFuzzTest::control);
        Control.readTrackOpen(input, 0, input.length).ifPresent(open -> {
            byte[] again = Control.trackOpen(open);
            Promise.same(Optional.of(open), Control.readTrackOpen(again, 0, again.length), "written and read again");
        });
        Control.readSessionOpen(input, 0, input.length).ifPresent(open -> {
            byte[] again = Control.sessionOpen(open);
            Promise.same(Optional.of(open), Control.readSessionOpen(again, 0, again.length), "written and read again");
        });
    }

    private static List<String> frames(byte[] input, int piece) {
        FrameCodec.Reader reader = new FrameCodec.Reader(0);
        List<String> frames = new ArrayList<>();
        for (int at = 0; at < input.length; at += piece) {
            int length = Math.min(piece, input.length - at);
            try {
                reader.read(new Piece(input, at, length));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            boolean sound = reader.frames((type, track, time, buffer, offset, size) -> {
                Promise.that(size >= 0 && size <= FrameCodec.MAX_PAYLOAD, "a payload of " + size);
                frames.add(type + " " + track + " " + time + " "
                        + Arrays.hashCode(Arrays.copyOfRange(buffer, offset, offset + size)));
            });
            if (!sound) {
                return frames;
            }
        }
        return frames;
    }

    /** A channel that is read once. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Piece(byte[] bytes, int at, int length) implements ReadableByteChannel {
        @Override
        public int read(ByteBuffer to) {
            to.put(bytes, at, length);
            return length;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    private static String control(byte[] buffer, int offset, int length) {
        return Control.readHello(buffer, offset, length).toString()
                + Control.readSessionOpen(buffer, offset, length)
                + Control.readSessionEnd(buffer, offset, length)
                + Control.readTrackOpen(buffer, offset, length)
                + Control.readSessionEnded(buffer, offset, length)
                + Control.readState(buffer, offset, length);
    }
}
