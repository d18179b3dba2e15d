package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lectern.bridge.AudienceTable;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import org.junit.jupiter.api.Test;

/** A tile that appears soon after a keyframe begins with it, unless it came under another table. */
class RecentKeyframeTest {
    private final Simulation simulation = new Simulation(9);
    private final SimPeer ann = simulation.join("ann").camera();
    private final SimPeer ben = simulation.join("ben");

    private void show(String who, boolean on) {
        View.Tile tile = new View.Tile("ann", SourceKind.CAMERA, on ? 120 : 0);
        simulation.conference.view(who, new View(List.of(tile)));
    }

    /** Ben looks away, cid comes and gets a keyframe, and its number of milliseconds pass. */
    private void aKeyframeForCid(int millis) {
        simulation.join("cid");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        show("ben", false);
        show("cid", false);
        simulation.run(Duration.ofSeconds(2));
        show("cid", true);
        int before = ann.stream("caml").keyframes;
        while (ann.stream("caml").keyframes == before) {
            simulation.run(Duration.ofMillis(1));
        }
        simulation.run(Duration.ofMillis(millis));
    }

    private int arrived() {
        return ben.inbox("v0").arrivals.size();
    }

    @Test
    void aTileBeginsAtOnceWithAKeyframeThatIsThere() {
        aKeyframeForCid(100);
        int before = arrived();
        int keyframes = ann.stream("caml").keyframes;
        show("ben", true);
        simulation.run(Duration.ofMillis(7));
        assertThat(arrived()).as("within the way out").isGreaterThan(before + 3);
        simulation.run(Duration.ofSeconds(1));
        assertThat(ann.stream("caml").keyframes).as("nothing was asked for").isEqualTo(keyframes);
        SimInbox.Arrival first = Objects.requireNonNull(
                        ben.inbox("v0").arrivals.values().stream().toList())
                .get(before);
        assertThat(first.keyframe()).isTrue();
    }

    @Test
    void anOldKeyframeIsAskedForAnew() {
        aKeyframeForCid(700);
        int before = arrived();
        show("ben", true);
        simulation.run(Duration.ofMillis(7));
        assertThat(arrived()).isEqualTo(before);
        simulation.run(Duration.ofMillis(300));
        assertThat(arrived()).isGreaterThan(before);
    }

    @Test
    void whatCameUnderAnotherTableIsNotSent() {
        aKeyframeForCid(100);
        Set<String> ann = Set.of("ann");
        AudienceTable.Row row = new AudienceTable.Row(ann, ann, ann);
        simulation.audience(new AudienceTable(Map.of("cid", row), AudienceTable.Row.NOTHING));
        show("ben", true);
        simulation.run(Duration.ofMillis(30));
        int before = arrived();
        simulation.audience(new AudienceTable(Map.of("cid", row, "ben", row), AudienceTable.Row.NOTHING));
        simulation.run(Duration.ofMillis(7));
        assertThat(arrived()).isEqualTo(before);
        simulation.run(Duration.ofSeconds(1));
        assertThat(arrived()).isGreaterThan(before);
    }
}
