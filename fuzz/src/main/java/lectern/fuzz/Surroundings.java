package lectern.fuzz;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Shows that a parser reads and writes nothing outside its range: the input stands in the middle of a larger array, once
 * among zeros and once among ones, and must mean the same in both.
 */
public final class Surroundings {
    private static final int MARGIN = 64;

    private Surroundings() {}

    /** Reads the input out of a larger array. */
    public interface Reader<T extends @Nullable Object> {
        /** What the bytes mean; compared by {@link Object#equals}. */
        T read(byte[] buffer, int offset, int length);
    }

    /** What the reader makes of the input. */
    public static <T extends @Nullable Object> T read(byte[] input, Reader<T> reader) {
        T one = read(input, (byte) 0, reader);
        T other = read(input, (byte) 0xFF, reader);
        Promise.same(one, other, "reads outside its range");
        return one;
    }

    private static <T extends @Nullable Object> T read(byte[] input, byte around, Reader<T> reader) {
        byte[] buffer = new byte[input.length + 2 * MARGIN];
        Arrays.fill(buffer, around);
        System.arraycopy(input, 0, buffer, MARGIN, input.length);
        T meaning = reader.read(buffer, MARGIN, input.length);
        for (int i = 0; i < MARGIN; i++) {
            boolean untouched = buffer[i] == around && buffer[MARGIN + input.length + i] == around;
            Promise.that(untouched, "writes outside its range");
        }
        return meaning;
    }
}
