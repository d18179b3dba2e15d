package lectern.bridge.net;

import java.time.Duration;

/**
 * What TCP connections may take of a loop.
 *
 * @param connections at once, 1 to 10,000
 * @param perAddress at once from one remote address, 1 to {@code connections}; a school behind one address, and
 *     everybody behind a front end, count as one
 * @param proof how long a connection may stay without an authentic check, 1 to 60 s
 */
public record TcpLimits(int connections, int perAddress, Duration proof) {
    public static final TcpLimits DEFAULT = new TcpLimits(1000, 250, Duration.ofSeconds(5));

    public TcpLimits {
        if (connections < 1 || connections > 10_000) {
            throw new IllegalArgumentException("TCP connections must be 1 to 10000");
        }
        if (perAddress < 1 || perAddress > connections) {
            throw new IllegalArgumentException("TCP connections of one address must be 1 to " + connections);
        }
        if (proof.compareTo(Duration.ofSeconds(1)) < 0 || proof.compareTo(Duration.ofSeconds(60)) > 0) {
            throw new IllegalArgumentException("an unproven TCP connection may stay 1 to 60 s");
        }
    }
}
