package lectern.bridge.srtp;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values by SSRC without boxing: open addressing, at most half full, nothing is ever removed. */
final class SsrcTable<T> {
    private final int limit;
    private int[] keys = new int[16];
    private @Nullable Object[] values = new Object[16];
    private int size;

    /**
     * An empty table.
     *
     * @param limit most entries
     */
    SsrcTable(int limit) {
        this.limit = limit;
    }

    boolean full() {
        return size == limit;
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    @Nullable
    T get(int ssrc) {
        return (T) values[slot(ssrc)];
    }

    void put(int ssrc, T value) {
        if (full()) {
            throw new IllegalStateException("the table holds " + limit + " already");
        }
        int slot = slot(ssrc);
        size += values[slot] == null ? 1 : 0;
        keys[slot] = ssrc;
        values[slot] = value;
        if (size * 2 > keys.length) {
            rehash();
        }
    }

    private int slot(int ssrc) {
        int mask = keys.length - 1;
        int slot = ((ssrc * 0x9E3779B9) >>> 16) & mask;
        while (values[slot] != null && keys[slot] != ssrc) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void rehash() {
        int[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        keys = new int[oldKeys.length * 2];
        values = Arrays.copyOf(new Object[0], keys.length);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldValues[i] != null) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
