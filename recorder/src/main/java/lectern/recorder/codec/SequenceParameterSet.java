package lectern.recorder.codec;

import java.util.Optional;

/**
 * What a file must know of an H.264 sequence parameter set (H.264 §7.3.2.1.1).
 *
 * @param width pixels, after cropping
 * @param height pixels, after cropping
 */
record SequenceParameterSet(int profile, int constraints, int level, int width, int height) {
    /** Largest side: beyond it a stream is nonsense or an attack. */
    private static final int MAX_SIDE = 8192;

    /** Parses a NAL unit of type 7, header included; empty when it is not well-formed. */
    static Optional<SequenceParameterSet> parse(byte[] bytes, int offset, int length) {
        if (length < 5) {
            return Optional.empty();
        }
        int profile = bytes[offset + 1] & 0xff;
        BitReader bits = new BitReader(bytes, offset + 4, offset + length);
        bits.unsigned();
        if (hasChromaFormat(profile) && !skipChromaFormat(bits)) {
            return Optional.empty();
        }
        bits.unsigned();
        skipPictureOrder(bits);
        bits.unsigned();
        bits.bit();
        long columns = bits.unsigned() + 1L;
        long rows = bits.unsigned() + 1L;
        int fields = 2 - bits.bit();
        if (fields == 2) {
            bits.bit();
        }
        bits.bit();
        long width = columns * 16;
        long height = rows * 16 * fields;
        if (bits.bit() == 1) {
            width -= 2 * ((long) bits.unsigned() + bits.unsigned());
            height -= 2L * fields * ((long) bits.unsigned() + bits.unsigned());
        }
        if (bits.exhausted() || width <= 0 || height <= 0 || width > MAX_SIDE || height > MAX_SIDE) {
            return Optional.empty();
        }
        return Optional.of(new SequenceParameterSet(
                profile, bytes[offset + 2] & 0xff, bytes[offset + 3] & 0xff, (int) width, (int) height));
    }

    /** RFC 6381 §3.3. */
    String codec() {
        return String.format("avc1.%02x%02x%02x", profile, constraints, level);
    }

    private static boolean hasChromaFormat(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    /** Whether it is 4:2:0 with 8 bits, the one that browsers send and decode. */
    private static boolean skipChromaFormat(BitReader bits) {
        int chroma = bits.unsigned();
        int lumaDepth = bits.unsigned();
        int chromaDepth = bits.unsigned();
        boolean usual = chroma == 1 && lumaDepth == 0 && chromaDepth == 0;
        bits.bit();
        if (usual && bits.bit() == 1) {
            for (int list = 0; list < 8; list++) {
                if (bits.bit() == 1) {
                    skipScalingList(bits, list < 6 ? 16 : 64);
                }
            }
        }
        return usual;
    }

    private static void skipScalingList(BitReader bits, int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size; i++) {
            if (next != 0) {
                next = (last + bits.signed()) & 0xff;
            }
            last = next == 0 ? last : next;
        }
    }

    private static void skipPictureOrder(BitReader bits) {
        int type = bits.unsigned();
        if (type == 0) {
            bits.unsigned();
        } else if (type == 1) {
            bits.bit();
            bits.signed();
            bits.signed();
            int cycle = bits.unsigned();
            for (int i = 0; i < cycle && !bits.exhausted(); i++) {
                bits.signed();
            }
        }
    }
}
