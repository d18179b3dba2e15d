package lectern.recorder.codec;

/** Reads bits and Exp-Golomb codes (H.264 §9.1) of a NAL unit, leaving out emulation prevention bytes. */
final class BitReader {
    private final byte[] bytes;
    private final int end;
    private int position;
    private int bit;
    private int zeros;
    private boolean exhausted;

    BitReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
        skipEmulationPrevention();
    }

    /** 0 past the end, and {@link #exhausted} from then on. */
    int bit() {
        if (position >= end) {
            exhausted = true;
            return 0;
        }
        int value = (bytes[position] >> (7 - bit)) & 1;
        if (++bit == 8) {
            bit = 0;
            zeros = bytes[position] == 0 ? zeros + 1 : 0;
            position++;
            skipEmulationPrevention();
        }
        return value;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = (value << 1) | bit();
        }
        return value;
    }

    /** ue(v), at most 2^31 - 2; longer codes exhaust the reader. */
    int unsigned() {
        int leading = 0;
        while (bit() == 0 && !exhausted) {
            if (++leading > 30) {
                exhausted = true;
                return 0;
            }
        }
        return (1 << leading) - 1 + bits(leading);
    }

    /** se(v). */
    int signed() {
        int code = unsigned();
        return (code & 1) != 0 ? (code + 1) / 2 : -(code / 2);
    }

    /** More was asked for than there is: what was read is worth nothing. */
    boolean exhausted() {
        return exhausted;
    }

    private void skipEmulationPrevention() {
        if (zeros >= 2 && position < end && bytes[position] == 3) {
            position++;
            zeros = 0;
        }
    }
}
