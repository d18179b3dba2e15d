package lectern.bridge.conference;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * DTLS records for a path that may not get them yet. A flight that was dropped would only come again after 200 ms; held,
 * it goes as soon as the client's answer is there. What does not fit is lost, as on a network.
 */
final class HeldRecords {
    /** Two flights of a handshake. */
    private static final int MOST = 16;

    private final ArrayDeque<byte[]> records = new ArrayDeque<>();

    void add(byte[] buffer, int offset, int length) {
        if (records.size() == MOST) {
            records.removeFirst();
        }
        records.addLast(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Gives them away in order, as long as they are taken. */
    void release(Predicate<byte[]> taker) {
        while (!records.isEmpty() && taker.test(records.getFirst())) {
            records.removeFirst();
        }
    }

    void clear() {
        records.clear();
    }
}
