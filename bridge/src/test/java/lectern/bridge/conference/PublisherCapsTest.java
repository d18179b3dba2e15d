package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import org.junit.jupiter.api.Test;

/** Publishers that send more than they may: they are told, then dropped, and nobody else notices. */
class PublisherCapsTest {
    /** 20 Mbit/s of 14 frames a second in packets of 1,100 bytes. */
    private static final int ROGUE_PACKETS = 160;

    private final Simulation simulation = new Simulation(1);

    /** Two cameras and microphones for one viewer; the first camera is a rogue's when asked for. */
    private static Simulation class3(int excess) {
        Simulation three = new Simulation(7);
        three.jitterNanos = 0;
        SimPeer ann = three.join("ann").mic().camera();
        three.join("cid").mic().camera();
        three.join("ben");
        three.everybody();
        three.conference.view("ben", tiles("ann", "cid"));
        three.run(Duration.ofSeconds(3));
        ann.stream("camh").excess = excess;
        three.run(Duration.ofSeconds(10));
        return three;
    }

    private static View tiles(String... endpoints) {
        return new View(List.of(endpoints).stream()
                .map(endpoint -> new View.Tile(endpoint, SourceKind.CAMERA, 360))
                .toList());
    }

    private static Map<String, Long> byWhom(Simulation simulation, String receiver) {
        return simulation.peer(receiver).inboxes.values().stream()
                .distinct()
                .flatMap(inbox -> inbox.arrivals.values().stream())
                .collect(java.util.stream.Collectors.groupingBy(
                        arrival -> simulation.name(arrival.sender()) + "/" + arrival.kind(),
                        java.util.stream.Collectors.counting()));
    }

    @Test
    void aRogueOf20MegabitsIsToldWithinASecondAndThenDropped() {
        Simulation rogue = class3(ROGUE_PACKETS);
        SimPeer ann = rogue.peer("ann");
        assertThat(rogue.log).contains("limited ann CAMERA RATE");
        assertThat(ann.rembBits).isBetween(300_000L, 600_000L);
        // 28,000 packets were sent. The burst of the cap is 68 of them, and it may begin again a few times.
        long forwarded = byWhom(rogue, "ben").getOrDefault("ann/CAMERA", 0L);
        assertThat(forwarded).isLessThan(800);
        assertThat(ann.stream("camh").keyframes).isLessThan(10);
        assertThat(rogue.log.stream().filter("limited ann CAMERA RATE"::equals)).hasSizeLessThan(3);
    }

    @Test
    void othersAreNotTouchedByARogue() {
        Map<String, Long> quiet = byWhom(class3(0), "ben");
        Map<String, Long> beside = byWhom(class3(ROGUE_PACKETS), "ben");
        for (String source : List.of("cid/CAMERA", "cid/MIC", "ann/MIC")) {
            assertThat(beside.get(source))
                    .as(source)
                    .isCloseTo(quiet.get(source), org.assertj.core.data.Percentage.withPercentage(5));
        }
    }

    @Test
    void theLowLayerStandsInForAHighOneThatIsOverTheCap() {
        Simulation rogue = class3(ROGUE_PACKETS);
        SimInbox inbox = rogue.peer("ben").inbox(slotOf(rogue, "ben", "ann/CAMERA"));
        long recent = inbox.arrivals.values().stream()
                .filter(arrival -> arrival.layer() == 0 && rogue.now() - arrival.at() < 2_000_000_000L)
                .count();
        assertThat(recent).isGreaterThan(20);
    }

    @Test
    void whoKeepsToTheCapAgainIsSeenAgainWithoutAHole() {
        Simulation rogue = class3(ROGUE_PACKETS);
        rogue.peer("ann").stream("camh").excess = 0;
        rogue.run(Duration.ofSeconds(40));
        SimInbox inbox = rogue.peer("ben").inbox(slotOf(rogue, "ben", "ann/CAMERA"));
        assertThat(inbox.arrivals.lastEntry().getValue().layer()).isEqualTo(1);
        long numbers = inbox.arrivals.lastKey() - inbox.arrivals.firstKey() + 1;
        assertThat(numbers - inbox.arrivals.size()).isZero();
    }

    @Test
    void aPictureThatIsTooLargeIsRefusedAndTheSmallOneShown() {
        SimPeer ann = simulation.join("ann").camera();
        SimPeer ben = simulation.join("ben");
        ann.stream("caml").width = 320;
        ann.stream("caml").height = 180;
        ann.stream("camh").width = 1920;
        ann.stream("camh").height = 1080;
        simulation.everybody();
        simulation.conference.view("ben", tiles("ann"));
        simulation.run(Duration.ofSeconds(5));
        assertThat(simulation.log).contains("limited ann CAMERA SIZE");
        assertThat(ben.inbox("v0").arrivals.values()).isNotEmpty().allMatch(arrival -> arrival.layer() == 0);

        ann.stream("camh").width = 360;
        ann.stream("camh").height = 640;
        ann.stream("camh").keyframeWanted = true;
        simulation.run(Duration.ofSeconds(3));
        assertThat(ben.inbox("v0").arrivals.lastEntry().getValue().layer()).isEqualTo(1);
    }

    @Test
    void aRefusedSenderIsAskedForKeyframesRarely() {
        SimPeer ann = simulation.join("ann").camera();
        simulation.join("ben");
        ann.stream("camh").width = 1920;
        ann.stream("camh").height = 1080;
        simulation.everybody();
        simulation.conference.view("ben", tiles("ann"));
        simulation.run(Duration.ofSeconds(60));
        assertThat(ann.stream("camh").keyframes).isLessThan(12);
    }

    @Test
    void soundAboveAGenerousRateIsDropped() {
        SimPeer ann = simulation.join("ann").mic();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(5));
        int before = ben.inbox("a0").arrivals.size();
        assertThat(before).isGreaterThan(200);
        ann.stream("mic").excess = 40;
        simulation.run(Duration.ofSeconds(10));
        assertThat(simulation.log).contains("limited ann MIC RATE");
        // 20,000 were sent; 18 kB a second and two seconds' worth at once of 80 bytes each may pass.
        assertThat(ben.inbox("a0").arrivals.size() - before).isBetween(1_000, 3_500);
    }

    private static String slotOf(Simulation simulation, String receiver, String source) {
        for (String mid : List.of("v0", "v1", "v2", "v3")) {
            if (source.equals(simulation.in(receiver, mid))) {
                return mid;
            }
        }
        throw new AssertionError("no slot shows " + source);
    }
}
