package lectern.bridge.codec;

import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Surroundings;

/** H.264 payloads (RFC 6184 §5.2): where a decoder can start. */
class H264FuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.of(
                new byte[] {0x65, (byte) 0x88, 1, 2},
                new byte[] {0x78, 0, 3, 0x67, 1, 2, 0, 2, 0x68, 1, 0, 2, 0x65, 9},
                new byte[] {0x7C, (byte) 0x85, 1, 2},
                new byte[] {0x7C, 0x45, 1, 2});
    }

    @Override
    protected void execute(byte[] input) {
        Surroundings.read(input, H264Payload::keyframeStart);
    }
}
