package lectern.bridge.rtcp;

/** 64-bit NTP timestamps (RFC 5905 §6) made from nanoseconds of any clock; only differences matter here. */
public final class NtpTime {
    private NtpTime() {}

    public static long ofNanos(long nanos) {
        long seconds = Math.floorDiv(nanos, 1_000_000_000L);
        long rest = Math.floorMod(nanos, 1_000_000_000L);
        return (seconds << 32) | (rest << 32) / 1_000_000_000L;
    }

    public static long toNanos(long ntp) {
        return (ntp >>> 32) * 1_000_000_000L + (((ntp & 0xFFFF_FFFFL) * 1_000_000_000L) >>> 32);
    }

    /** The middle 32 bits, as reception reports echo them. */
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /** Differences of middle bits are in 65536ths of a second. */
    public static long middleToNanos(int units) {
        return ((units & 0xFFFF_FFFFL) * 1_000_000_000L) >>> 16;
    }
}
