package lectern.bridge.codec;

/**
 * The cropped picture size in a sequence parameter set (ITU-T H.264 §7.3.2.1.1). Reads exponential Golomb codes over the
 * emulation prevention bytes; whatever does not add up is no size.
 */
final class H264Sps {
    /** In macroblocks; larger ones are no picture that a browser makes. */
    private static final int MAX_MACROBLOCKS = 1024;

    private final byte[] buffer;
    private final int end;
    private int at;
    private int bit;
    private int zeros;
    private boolean broken;

    private H264Sps(byte[] buffer, int start, int end) {
        this.buffer = buffer;
        this.at = start;
        this.end = end;
    }

    /** @param start behind the NAL unit's header */
    static int size(byte[] buffer, int start, int end) {
        return new H264Sps(buffer, start, end).read();
    }

    private int read() {
        int profile = bits(8);
        bits(16);
        golomb();
        int chroma = hasChroma(profile) ? chroma() : 1;
        golomb();
        order();
        golomb();
        bits(1);
        int width = 16 * side(golomb());
        int rows = side(golomb());
        int fields = 2 - bits(1);
        if (fields == 2) {
            bits(1);
        }
        bits(1);
        int height = 16 * rows * fields;
        if (bits(1) == 1) {
            int across = chroma == 1 || chroma == 2 ? 2 : 1;
            int down = fields * (chroma == 1 ? 2 : 1);
            width -= across * (crop() + crop());
            height -= down * (crop() + crop());
        }
        return broken || width <= 0 || height <= 0 ? FrameSize.NONE : FrameSize.of(width, height);
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private int chroma() {
        int format = golomb();
        if (format == 3) {
            bits(1);
        }
        golomb();
        golomb();
        bits(1);
        if (bits(1) == 1) {
            for (int i = 0; i < (format == 3 ? 12 : 8); i++) {
                if (bits(1) == 1) {
                    scalingList(i < 6 ? 16 : 64);
                }
            }
        }
        return format;
    }

    private void scalingList(int size) {
        int last = 8;
        int next = 8;
        for (int i = 0; i < size && !broken; i++) {
            if (next != 0) {
                next = (last + signed() + 256) & 0xFF;
            }
            last = next == 0 ? last : next;
        }
    }

    private void order() {
        int type = golomb();
        if (type == 0) {
            golomb();
        } else if (type == 1) {
            bits(1);
            golomb();
            golomb();
            int cycle = golomb();
            for (int i = 0; i < cycle && !broken; i++) {
                golomb();
            }
        }
    }

    private int side(int macroblocksMinusOne) {
        if (macroblocksMinusOne < 0 || macroblocksMinusOne >= MAX_MACROBLOCKS) {
            broken = true;
            return 0;
        }
        return macroblocksMinusOne + 1;
    }

    private int crop() {
        return Math.min(golomb(), 16 * MAX_MACROBLOCKS);
    }

    private int signed() {
        int code = golomb();
        return (code & 1) == 0 ? -(code >> 1) : (code + 1) >> 1;
    }

    /** ue(v), at most 31 bits. */
    private int golomb() {
        int leading = 0;
        while (!broken && bits(1) == 0) {
            leading++;
            if (leading > 30) {
                broken = true;
            }
        }
        return broken ? 0 : (1 << leading) - 1 + bits(leading);
    }

    private int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | next();
        }
        return value;
    }

    private int next() {
        if (bit == 0 && zeros == 2 && at < end && buffer[at] == 3) {
            at++;
            zeros = 0;
        }
        if (at >= end) {
            broken = true;
            return 0;
        }
        int value = buffer[at] >> (7 - bit) & 1;
        bit = (bit + 1) & 7;
        if (bit == 0) {
            zeros = buffer[at] == 0 ? zeros + 1 : 0;
            at++;
        }
        return value;
    }
}
