package lectern.practice.platform;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import org.jspecify.annotations.Nullable;

/**
 * The launches that wait for the tool's authentication request, each under the hint that the tool must bring back
 * unchanged. A hint works for ten minutes, for Moodle only once; past {@value #LIMIT} open launches the oldest is forgotten. Any thread.
 */
public final class OpenLaunches {

    static final int LIMIT = 1_000;
    static final Duration LIFE = Duration.ofMinutes(10);

    private record Open(Launch launch, Instant until) {}

    private final Clock clock;
    private final Switches switches;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Open> open = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Open> eldest) {
            return size() > LIMIT;
        }
    };

    public OpenLaunches(Clock clock, Switches switches) {
        this.clock = clock;
        this.switches = switches;
    }

    /** The {@code lti_message_hint} for a launch: JSON, as Moodle's is, to see whether a tool leaves it alone. */
    public String add(Launch launch) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        String name = switches.has(Face.Quirk.HINT_ONCE) ? "launchid" : "launch";
        String hint = "{\"course\":\"" + launch.course().id() + "\",\"" + name + "\":\"" + id + "\"}";
        synchronized (open) {
            open.put(hint, new Open(launch, clock.instant().plus(LIFE)));
        }
        return hint;
    }

    Optional<Launch> take(@Nullable String hint) {
        boolean once = switches.has(Face.Quirk.HINT_ONCE);
        Open found;
        synchronized (open) {
            found = once ? open.remove(hint) : open.get(hint);
        }
        return Optional.ofNullable(found)
                .filter(o -> clock.instant().isBefore(o.until()))
                .map(Open::launch);
    }
}
