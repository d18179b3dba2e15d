package lectern.bridge.rtp;

import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** Retransmissions (RFC 4588): restored in place, and restored from what we encapsulate ourselves. */
class RtxFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.of(retransmission(RtpFuzzTest.packet(0)), retransmission(RtpFuzzTest.packet(2)));
    }

    private static byte[] retransmission(byte[] original) {
        byte[] buffer = new byte[original.length + Rtx.OVERHEAD];
        System.arraycopy(original, 0, buffer, Rtx.OVERHEAD, original.length);
        RtpView view = new RtpView();
        view.wrap(original, 0, original.length);
        Rtx.encapsulate(buffer, 0, view.headerLength(), 97, 500, 12_345);
        return buffer;
    }

    @Override
    protected void execute(byte[] input) {
        Surroundings.read(input, RtxFuzzTest::restored);
        RtpView view = new RtpView();
        if (view.wrap(input, 0, input.length) && (input[0] & 0x20) == 0) {
            byte[] again = retransmission(input);
            Promise.that(
                    view.wrap(again, 0, again.length) && Rtx.restore(view, input[1] & 0x7F, ssrc(input)),
                    "our own retransmission is not restored");
            byte[] original = Arrays.copyOfRange(view.buffer(), view.offset(), view.offset() + view.length());
            Promise.that(Arrays.equals(input, original), "a retransmission is not its original");
        }
    }

    private static int ssrc(byte[] packet) {
        return RtpView.peekSsrc(packet, 0);
    }

    private static String restored(byte[] buffer, int offset, int length) {
        RtpView view = new RtpView();
        if (!view.wrap(buffer, offset, length)) {
            return "none";
        }
        if (!Rtx.restore(view, 96, 7)) {
            return "nothing in it";
        }
        Promise.same(7, view.ssrc(), "SSRC");
        Promise.same(96, view.payloadType(), "payload type");
        Promise.that(view.offset() == offset + Rtx.OVERHEAD, "where it starts");
        return Arrays.toString(Arrays.copyOfRange(buffer, view.offset(), view.offset() + view.length()));
    }
}
