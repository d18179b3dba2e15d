package lectern.lti.http;

import java.time.Duration;

/** Waits between two calls; a test's does not. */
@FunctionalInterface
public interface Pause {
    void take(Duration wait) throws InterruptedException;
}
