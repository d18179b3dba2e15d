package lectern.bridge.sctp;

/** Numbers in network order, and serial number arithmetic for TSNs (RFC 9260 §1.6). */
final class Wire {
    static int u16(byte[] b, int at) {
        return (b[at] & 0xFF) << 8 | (b[at + 1] & 0xFF);
    }

    static int i32(byte[] b, int at) {
        return u16(b, at) << 16 | u16(b, at + 2);
    }

    static void u16(byte[] b, int at, int value) {
        b[at] = (byte) (value >>> 8);
        b[at + 1] = (byte) value;
    }

    static void i32(byte[] b, int at, int value) {
        u16(b, at, value >>> 16);
        u16(b, at + 2, value);
    }

    static boolean before(int a, int b) {
        return a - b < 0;
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }

    private Wire() {}
}
