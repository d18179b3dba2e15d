package lectern.classroom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Class time: microseconds since the session's start on the server's monotonic clock. Never goes back, whatever
 * happens to the wall clock.
 *
 * @param startedAt wall clock of class time 0
 * @param startNanos monotonic clock of class time 0
 * @param nanos the monotonic clock, {@link System#nanoTime()} but for tests
 */
public record ClassClock(Instant startedAt, long startNanos, LongSupplier nanos) {
    public static ClassClock startingAt(Instant now, LongSupplier nanos) {
        return new ClassClock(now.truncatedTo(ChronoUnit.MILLIS), nanos.getAsLong(), nanos);
    }

    public long micros() {
        return micros(nanos.getAsLong());
    }

    /** Class time of a moment on the monotonic clock; 0 for one before the start. */
    public long micros(long atNanos) {
        return Math.max(0, (atNanos - startNanos) / 1_000);
    }

    /** Wall clock of a class time, as the wall clock was at the start. */
    public Instant instant(long micros) {
        return startedAt.plus(micros, ChronoUnit.MICROS);
    }
}
