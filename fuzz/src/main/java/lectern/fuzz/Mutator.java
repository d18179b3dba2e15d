package lectern.fuzz;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

/** Changes inputs as a seed says: bits, lengths, numbers at their limits, pieces of other inputs. */
final class Mutator {
    private static final int[] EDGES = {0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 129, 192, 254, 255};

    private final List<byte[]> corpus;
    private final Random random;

    Mutator(List<byte[]> corpus, Random random) {
        this.corpus = List.copyOf(corpus);
        this.random = random;
    }

    static String hex(byte[] input) {
        return HexFormat.of().formatHex(input);
    }

    byte[] next() {
        byte[] input = some().clone();
        for (int n = random.nextInt(4); n >= 0; n--) {
            input = changed(input);
        }
        return input.length > FuzzTarget.MAX_INPUT ? Arrays.copyOf(input, FuzzTarget.MAX_INPUT) : input;
    }

    private byte[] some() {
        return corpus.get(random.nextInt(corpus.size()));
    }

    private byte[] changed(byte[] input) {
        if (input.length == 0) {
            return bytes(1 + random.nextInt(40));
        }
        int at = random.nextInt(input.length);
        switch (random.nextInt(8)) {
            case 0 -> input[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> input[at] = (byte) random.nextInt(256);
            case 2, 3 -> input[at] = (byte) EDGES[random.nextInt(EDGES.length)];
            case 4 -> {
                return Arrays.copyOf(input, at);
            }
            case 5 -> {
                return joined(input, at, bytes(1 + random.nextInt(8)), at);
            }
            case 6 -> {
                return joined(input, at, new byte[0], Math.min(input.length, at + 1 + random.nextInt(8)));
            }
            default -> {
                byte[] other = some();
                int from = random.nextInt(other.length + 1);
                return joined(input, at, Arrays.copyOfRange(other, from, other.length), input.length);
            }
        }
        return input;
    }

    private static byte[] joined(byte[] input, int head, byte[] middle, int tail) {
        byte[] result = Arrays.copyOf(input, head + middle.length + input.length - tail);
        System.arraycopy(middle, 0, result, head, middle.length);
        System.arraycopy(input, tail, result, head + middle.length, input.length - tail);
        return result;
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
