package lectern.bridge.codec;

import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** VP8 payload descriptors (RFC 7741 §4.2), read and rewritten in place. */
class Vp8FuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.of(
                new byte[] {0x10, 0x10, 2, 0, (byte) 0x9D, 1, 0x2A},
                new byte[] {(byte) 0x90, (byte) 0xF0, (byte) 0x81, 2, 3, 0x60, 0x11, 5},
                new byte[] {(byte) 0x90, (byte) 0x80, 0x05, 0x10, 7},
                new byte[] {(byte) 0x80, 0x20, 0x20, 1});
    }

    @Override
    protected void execute(byte[] input) {
        Surroundings.read(input, Vp8FuzzTest::meaning);
    }

    private static List<Object> meaning(byte[] buffer, int offset, int length) {
        Vp8Descriptor descriptor = new Vp8Descriptor();
        if (!descriptor.wrap(buffer, offset, length)) {
            return List.of();
        }
        int bits = descriptor.pictureIdBits();
        boolean indexed = descriptor.hasTl0PicIdx();
        int size = descriptor.length();
        Promise.that(size >= 1 && size < length && size <= 6, "a descriptor of " + size + " bytes");
        byte[] before = Arrays.copyOfRange(buffer, offset + size, offset + length);
        descriptor.rewrite(buffer, offset, 0x1_2345, 0x67);
        Promise.that(descriptor.wrap(buffer, offset, length) && descriptor.length() == size, "rewriting broke it");
        Promise.that(
                bits == 0 || descriptor.pictureId() == (0x2345 & (bits == 15 ? 0x7FFF : 0x7F)), "picture id rewritten");
        Promise.that(!indexed || descriptor.tl0PicIdx() == 0x67, "TL0PICIDX rewritten");
        byte[] after = Arrays.copyOfRange(buffer, offset + size, offset + length);
        Promise.that(Arrays.equals(before, after), "rewriting changed the payload");
        return List.of(size, bits, indexed, descriptor.keyframeStart());
    }
}
