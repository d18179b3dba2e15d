package lectern.bridge.rtp;

/** Network byte order (big-endian) in byte arrays. */
public final class Bytes {
    private Bytes() {}

    public static int u8(byte[] buffer, int at) {
        return buffer[at] & 0xFF;
    }

    public static int u16(byte[] buffer, int at) {
        return (buffer[at] & 0xFF) << 8 | (buffer[at + 1] & 0xFF);
    }

    public static int u24(byte[] buffer, int at) {
        return (buffer[at] & 0xFF) << 16 | u16(buffer, at + 1);
    }

    public static int i32(byte[] buffer, int at) {
        return u16(buffer, at) << 16 | u16(buffer, at + 2);
    }

    public static long u32(byte[] buffer, int at) {
        return i32(buffer, at) & 0xFFFF_FFFFL;
    }

    public static long i64(byte[] buffer, int at) {
        return u32(buffer, at) << 32 | u32(buffer, at + 4);
    }

    public static void put8(byte[] buffer, int at, int value) {
        buffer[at] = (byte) value;
    }

    public static void put16(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >>> 8);
        buffer[at + 1] = (byte) value;
    }

    public static void put24(byte[] buffer, int at, int value) {
        buffer[at] = (byte) (value >>> 16);
        put16(buffer, at + 1, value);
    }

    public static void put32(byte[] buffer, int at, int value) {
        put16(buffer, at, value >>> 16);
        put16(buffer, at + 2, value);
    }

    public static void put64(byte[] buffer, int at, long value) {
        put32(buffer, at, (int) (value >>> 32));
        put32(buffer, at + 4, (int) value);
    }
}
