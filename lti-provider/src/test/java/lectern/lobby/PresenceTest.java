package lectern.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private final AtomicLong nanos = new AtomicLong(-5);
    private final Presence presence = new Presence(nanos::get);

    @Test
    void aPageCountsForAFewSecondsAfterItAsked() {
        presence.seen(1, "bo");
        presence.seen(1, "bo");
        presence.seen(2, "cy");
        assertThat(presence.of(1)).containsExactly("bo");
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        presence.seen(1, "cy");
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(presence.of(1)).containsExactly("cy");
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(presence.of(1)).isEmpty();
    }

    @Test
    void thereIsALimit() {
        for (int i = 0; i < Presence.MAX + 10; i++) {
            presence.seen(1, "p" + i);
        }
        assertThat(presence.of(1)).hasSize(Presence.MAX);
    }
}
