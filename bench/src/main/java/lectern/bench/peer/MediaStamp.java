package lectern.bench.peer;

import lectern.bridge.rtp.Bytes;

/** Who made a packet and when: seventeen bytes of payload that a forwarder does not touch. */
final class MediaStamp {
    static final int LENGTH = 17;
    private static final int MAGIC = 0x4C425031;

    int sender;
    char source;
    long sentNanos;

    static void write(byte[] b, int at, int sender, char source, long nanos) {
        Bytes.put32(b, at, MAGIC);
        Bytes.put32(b, at + 4, sender);
        Bytes.put8(b, at + 8, source);
        Bytes.put64(b, at + 9, nanos);
    }

    /** False, with sender 0, when the bytes are no stamp. */
    boolean read(byte[] b, int at, int length) {
        boolean found = length >= LENGTH && Bytes.i32(b, at) == MAGIC;
        sender = found ? Bytes.i32(b, at + 4) : 0;
        source = found ? (char) Bytes.u8(b, at + 8) : '?';
        sentNanos = found ? Bytes.i64(b, at + 9) : 0;
        return found;
    }
}
