package lectern.bridge.sctp;

import java.security.SecureRandom;
import java.util.Random;

/** Tags and TSNs that a seed repeats. */
final class FixedRandom extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final Random random;

    FixedRandom(long seed) {
        random = new Random(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        random.nextBytes(bytes);
    }

    @Override
    public int nextInt() {
        return random.nextInt();
    }
}
