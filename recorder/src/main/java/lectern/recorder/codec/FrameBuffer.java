package lectern.recorder.codec;

import java.util.Arrays;

/** A frame being put together: grows to {@link Depacketizer#MAX_FRAME} as the allowance lets it, shrinks when cleared. */
final class FrameBuffer {
    private static final int SMALL = 16 << 10;

    private final Allowance allowance;
    private byte[] bytes = new byte[0];
    private int length;
    private boolean overflown;

    FrameBuffer(Allowance allowance) {
        this.allowance = allowance;
    }

    void append(byte[] from, int offset, int count) {
        if (ensure(count)) {
            System.arraycopy(from, offset, bytes, length, count);
            length += count;
        }
    }

    void appendByte(int value) {
        if (ensure(1)) {
            bytes[length++] = (byte) value;
        }
    }

    /** Four bytes to be set by {@link #setInt}; returns where. */
    int reserveInt() {
        int at = length;
        if (ensure(4)) {
            length += 4;
        }
        return at;
    }

    void setInt(int at, int value) {
        if (!overflown) {
            bytes[at] = (byte) (value >>> 24);
            bytes[at + 1] = (byte) (value >>> 16);
            bytes[at + 2] = (byte) (value >>> 8);
            bytes[at + 3] = (byte) value;
        }
    }

    /** More than there may be was appended: the frame is not to be used. */
    boolean overflown() {
        return overflown;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        if (bytes.length > SMALL) {
            allowance.give(bytes.length);
            bytes = new byte[0];
        }
        length = 0;
        overflown = false;
    }

    private boolean ensure(int count) {
        if (overflown || length + count > Depacketizer.MAX_FRAME) {
            overflown = true;
        } else if (length + count > bytes.length) {
            int size = Math.max(Math.max(2048, length + count), bytes.length * 2);
            overflown = !grow(Math.min(size, Depacketizer.MAX_FRAME));
        }
        return !overflown;
    }

    /** Small buffers are not counted: there are as many as tracks. */
    private boolean grow(int size) {
        if (size > SMALL && !allowance.take(size)) {
            return false;
        }
        int before = bytes.length;
        bytes = Arrays.copyOf(bytes, size);
        if (before > SMALL) {
            allowance.give(before);
        }
        return true;
    }
}
