package lectern.bench.peer;

/** Packets like Opus at 32 kbit/s: 20 ms each, a TOC byte (RFC 6716 §3.1) and 80 bytes of stamp and filling. */
final class AudioSource {
    private static final long INTERVAL = 20_000_000L;
    private static final int LENGTH = 81;
    private static final byte TOC = 0x78;

    private final OutgoingStream stream;
    private final int sender;
    private final byte[] payload = new byte[LENGTH];
    private long next;
    private int timestamp;
    volatile boolean on = true;
    volatile int level;

    AudioSource(OutgoingStream stream, int sender, int level, long now) {
        this.stream = stream;
        this.sender = sender;
        this.level = level;
        next = now;
        timestamp = stream.timestamp(now);
    }

    /** The first packet is due at the given moment. */
    void begin(long at) {
        next = at;
    }

    void tick(long now) {
        while (now - next >= 0) {
            if (on) {
                payload[0] = TOC;
                MediaStamp.write(payload, 1, sender, 'm', now);
                stream.send(false, timestamp, payload, LENGTH, level, now);
            }
            timestamp += 960;
            next += INTERVAL;
        }
    }
}
