package lectern.settings;

import java.util.Locale;
import java.util.Set;

/** Host names that always mean this machine (RFC 6761 §6.3, RFC 1122 §3.2.1.3), told without a look-up. */
public final class Loopback {
    private static final Set<String> NAMES = Set.of("localhost", "[::1]", "::1");

    private Loopback() {}

    public static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return NAMES.contains(name)
                || name.endsWith(".localhost")
                || name.matches("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}");
    }
}
