package lectern.bridge.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Chromium in class loses its address and gets another one. It does not find a new path by itself: what heals it is the
 * ICE restart (RFC 8445 §9) that the page asks for as the class page does.
 */
class AddressChangeTest {
    /** Far beyond the aim of 3 s: this asks whether it heals, and prints how fast. */
    private static final int MOST_MILLIS = 30_000;

    @Test
    @Timeout(MovingClass.SECONDS + 60)
    void anotherAddressHealsByAnIceRestartAndNoMediaIsNegotiated(@TempDir Path folder) throws Exception {
        String said = Namespace.run(MovingClass.class, folder, MovingClass.SECONDS + 30);
        Map<String, String> results = said.lines()
                .filter(line -> line.matches("(ann|ben)-\\w+=.*"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(result -> result[0], result -> result[1], (one, other) -> other));
        System.out.println("Media after another address: received again after " + results.get("ann-gap")
                + " ms, seen again by others after " + results.get("ben-gap") + " ms (" + results.get("ann-events")
                + ")");
        assertThat(results)
                .containsEntry("ann-address", Household.FIRST)
                .containsEntry("ann-moved", Household.SECOND)
                .containsEntry("ann-same", "true")
                .containsEntry("ben-same", "true")
                .containsEntry("ann-negotiations", "0")
                .containsEntry("ben-negotiations", "0");
        assertThat(results.get("ann-events")).contains("restart");
        assertThat(Integer.parseInt(results.get("ann-gap"))).isLessThan(MOST_MILLIS);
        assertThat(Integer.parseInt(results.get("ben-gap"))).isLessThan(MOST_MILLIS);
        assertThat(said)
                .as("it stays one connection with one channel")
                .containsOnlyOnce("connected ann")
                .containsOnlyOnce("channel ann")
                .doesNotContain("disconnected ann", "disconnected ben");
    }
}
