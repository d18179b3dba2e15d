package lectern.bridge.sctp;

import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;

/** DATA_CHANNEL_OPEN (RFC 8832 §5.1): what is read is written the same. */
class DcepFuzzTest extends FuzzTarget {
    private static final int MAX_NAME = 256;

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                Dcep.open(DataChannel.reliable(0, "live")),
                Dcep.open(new DataChannel(2, "cursor", "proto", false, 0, -1)),
                Dcep.open(new DataChannel(4, "", "", true, -1, 3_000)),
                Dcep.ack());
    }

    @Override
    protected void execute(byte[] input) {
        DataChannel channel = Dcep.parseOpen(7, input);
        if (channel == null) {
            return;
        }
        Promise.that(!Dcep.isAck(input), "both an OPEN and an ACK");
        Promise.that(channel.label().length() <= MAX_NAME, "too long a label");
        Promise.that(channel.protocol().length() <= MAX_NAME, "too long a protocol");
        Promise.that(channel.maxRetransmits() < 0 || channel.maxLifetimeMillis() < 0, "two ways to give up");
        boolean text =
                channel.label().indexOf('\uFFFD') < 0 && channel.protocol().indexOf('\uFFFD') < 0;
        if (text) {
            Promise.same(channel, Dcep.parseOpen(7, Dcep.open(channel)), "written and read again");
        }
    }
}
