package lectern.bridge.net;

/** Monotonic time. */
@FunctionalInterface
public interface Clock {
    Clock SYSTEM = System::nanoTime;

    /** Nanoseconds since some fixed moment, as {@link System#nanoTime()} counts them. */
    long nanos();
}
