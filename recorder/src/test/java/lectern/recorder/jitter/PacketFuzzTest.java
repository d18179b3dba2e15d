package lectern.recorder.jitter;

import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;
import lectern.recorder.testing.RtpStream;

/** RTP packets as the recorder reads them (RFC 3550 §5.1). */
class PacketFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        byte[] plain = RtpStream.packet(65_535, -1, 7, true, new byte[] {1, 2, 3});
        byte[] extended =
                RtpStream.packet(1, 2, 3, false, new byte[] {(byte) 0xbe, (byte) 0xde, 0, 1, 0x10, 5, 0, 0, 9});
        extended[0] = (byte) 0x90;
        byte[] padded = RtpStream.packet(1, 2, 3, false, new byte[] {9, 9, 0, 2});
        padded[0] = (byte) 0xa1;
        return List.of(plain, extended, padded);
    }

    @Override
    protected void execute(byte[] input) {
        Surroundings.read(input, PacketFuzzTest::meaning);
    }

    private static String meaning(byte[] buffer, int offset, int length) {
        RtpView view = new RtpView();
        if (!view.parse(buffer, offset, length)) {
            return "none";
        }
        int from = view.payloadOffset();
        Promise.that(
                from >= offset + 12 && view.payloadLength() >= 0 && from + view.payloadLength() <= offset + length,
                "a payload outside the packet");
        Promise.that(Arrays.equals(view.copy(), Arrays.copyOfRange(buffer, offset, offset + length)), "its copy");
        return view.sequence() + " " + view.timestamp() + " " + view.ssrc() + view.marker() + " " + (from - offset)
                + " " + view.payloadLength();
    }
}
