package lectern.bridge.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** RTP headers (RFC 3550 §5.1) with extensions in both forms (RFC 8285). */
class RtpFuzzTest extends FuzzTarget {
    private static final int IDS = 17;

    @Override
    protected List<byte[]> seeds() {
        return List.of(packet(0), packet(1), packet(3), twoByteForm(), padded());
    }

    /** With so many extension elements. */
    static byte[] packet(int elements) {
        byte[] buffer = new byte[200];
        byte[] data = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
        RtpWriter writer = new RtpWriter().begin(buffer, 0).header(true, 96, 65_535, 90_000, -77);
        for (int i = 1; i <= elements; i++) {
            writer.extension(i, data, 0, 5 * i);
        }
        return Arrays.copyOf(buffer, writer.payload(data, 0, 16));
    }

    private static byte[] twoByteForm() {
        return new byte[] {
            (byte) 0x91, 111, 0, 7, 0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 0x10, 0, 0, 2, 3, 2, 1, 1, 0, 4, 0, 0, 9, 9
        };
    }

    private static byte[] padded() {
        byte[] packet = Arrays.copyOf(packet(1), packet(1).length + 4);
        packet[0] |= 0x20;
        packet[packet.length - 1] = 4;
        return packet;
    }

    /** A header's extensions end at 65,535 words: a packet that arrives is shorter. */
    @Override
    protected int longest() {
        return 1_500;
    }

    @Override
    protected void execute(byte[] input) {
        Surroundings.read(input, RtpFuzzTest::meaning);
    }

    private static List<Object> meaning(byte[] buffer, int offset, int length) {
        RtpView view = new RtpView();
        if (!view.wrap(buffer, offset, length)) {
            return List.of();
        }
        int end = offset + length;
        Promise.that(view.headerLength() >= RtpView.FIXED_HEADER, "a header that is too short");
        Promise.that(
                view.payloadOffset() + view.payloadLength() <= end && view.payloadLength() >= 0,
                "a payload outside the packet");
        List<Object> meaning = new ArrayList<>(List.of(
                view.marker(),
                view.payloadType(),
                view.sequence(),
                view.timestamp(),
                view.ssrc(),
                view.payloadLength()));
        for (int id = 0; id < 2 * IDS; id++) {
            // Those of the one-byte form and the first beyond it, and as many as the packet itself names.
            int wanted = id < IDS ? id : buffer[offset + id * length / (2 * IDS)] & 0xFF;
            int at = view.find(wanted);
            if (at >= 0) {
                Promise.that(
                        wanted > 0 && at > offset && at + view.elementLength() <= view.payloadOffset(),
                        "an extension element outside the header");
                meaning.add(wanted + ":" + (at - offset) + "+" + view.elementLength());
            }
        }
        return meaning;
    }
}
