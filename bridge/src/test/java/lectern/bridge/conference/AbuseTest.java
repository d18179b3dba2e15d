package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;
import org.junit.jupiter.api.Test;

/** What floods cost, counted in work and not in time. */
class AbuseTest {
    private final Simulation simulation = new Simulation(3);

    private byte[] garbage(int first, int length) {
        byte[] bytes = new byte[length];
        simulation.random.nextBytes(bytes);
        bytes[0] = (byte) first;
        return bytes;
    }

    private byte[] check(String ufrag, String password) {
        byte[] id = new byte[12];
        simulation.random.nextBytes(id);
        return new StunWriter(StunMessage.BINDING_REQUEST, id)
                .username(ufrag + ":peer")
                .controlling(1)
                .useCandidate()
                .integrity(new StunIntegrity(password))
                .fingerprint()
                .toBytes();
    }

    @Test
    void strangersGetNothingWhateverTheySend() {
        SimPeer ann = simulation.join("ann").mic();
        simulation.run(Duration.ofSeconds(1));
        String ufrag = ann.endpoint.offer().ice().ufrag();
        for (int i = 0; i < 20_000; i++) {
            simulation.stranger(2_000 + i % 500, check(i % 2 == 0 ? ufrag : "nobody12", "x".repeat(22)));
            simulation.stranger(2_000 + i % 500, garbage(new int[] {0, 1, 22, 128}[i % 4], 40 + i % 200));
        }
        assertThat(simulation.strangerBytes).isZero();
        assertThat(ann.endpoint.counters.attempts).isLessThan(60);
        assertThat(simulation.log).noneMatch(line -> line.startsWith("disconnected"));
    }

    @Test
    void anAddressThatIsNobodysIsLookedAtAFewTimesASecond() {
        Strangers strangers = new Strangers();
        int admitted = 0;
        for (int i = 0; i < 100_000; i++) {
            admitted += strangers.admits(77, 1_000L * i) ? 1 : 0;
        }
        assertThat(admitted).isEqualTo(Strangers.EACH_PER_SECOND);
        for (int i = 0; i < 100_000; i++) {
            admitted += strangers.admits(simulation.random.nextInt(), 1_000L * i) ? 1 : 0;
        }
        assertThat(admitted).isLessThanOrEqualTo(Strangers.ALL_PER_SECOND);
        assertThat(strangers.admits(77, 1_100_000_000L)).isTrue();
    }

    @Test
    void aFloodOfSsrcsMakesNoStateAndLittleWork() {
        SimPeer ann = simulation.join("ann").mic().camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        long before = ann.endpoint.counters.attempts;
        int heard = ben.inbox("a0").arrivals.size();
        for (int i = 0; i < 1_000; i++) {
            for (int k = 0; k < 2; k++) {
                byte[] packet = garbage(0x80, 100);
                packet[1] = 96;
                Bytes.put32(packet, 8, simulation.random.nextInt());
                simulation.toBridge(ann, packet, packet.length);
            }
            simulation.run(Duration.ofMillis(2));
        }
        long own = 2 * 150;
        long most = own + 2 * Intake.STRANGE_PER_SECOND + 2 * Intake.STRANGE_PER_SECOND + 50;
        assertThat(ann.endpoint.counters.attempts - before).isLessThan(most);
        assertThat(ben.inbox("a0").arrivals.size() - heard).isGreaterThan(95);
        assertThat(java.util.Objects.requireNonNull(simulation.slots.get("ben")).slots().stream()
                        .filter(slot -> slot.endpoint() != null))
                .hasSize(2);
    }

    @Test
    void anEndlessSenderOfGarbageCostsLessThanAParticipant() {
        for (int i = 0; i < 30; i++) {
            simulation.join("p" + i).mic().camera();
        }
        SimPeer rogue = simulation.join("rogue");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        long before = simulation.conference.stats().forwarded();
        for (int i = 0; i < 2_000; i++) {
            for (int k = 0; k < 10; k++) {
                byte[] packet = garbage(0x80, 1_000);
                packet[1] = (byte) (k % 2 == 0 ? 96 : 200);
                packet[2] = 0;
                packet[3] = (byte) (1_000 / 4 - 1);
                simulation.toBridge(rogue, packet, packet.length);
            }
            simulation.run(Duration.ofMillis(1));
        }
        long participant = (simulation.conference.stats().forwarded() - before) / 30;
        assertThat(rogue.endpoint.counters.attempts).isLessThan(participant);
    }

    @Test
    void garbageUnderAKnownNameCostsLessThanAParticipantAndEndsWithItself() {
        for (int i = 0; i < 30; i++) {
            simulation.join("p" + i).mic().camera();
        }
        SimPeer rogue = simulation.join("rogue").mic();
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        rogue.pictureLost(rogue.inbox("v0"));
        simulation.run(Duration.ofMillis(100));
        Counters all = simulation.conference.counters();
        long before = all.forwarded + all.received;
        long attempts = rogue.endpoint.counters.attempts;
        int ssrc = rogue.stream("mic").ssrc;
        for (int i = 0; i < 2_000; i++) {
            for (int k = 0; k < 4; k++) {
                byte[] packet = garbage(0x80, 1_000);
                packet[1] = (byte) (k % 2 == 0 ? 111 : 200);
                Bytes.put16(packet, 2, k % 2 == 0 ? i : 1_000 / 4 - 1);
                Bytes.put32(packet, k % 2 == 0 ? 8 : 4, k % 2 == 0 ? ssrc : rogue.number);
                simulation.toBridge(rogue, packet, packet.length);
            }
            simulation.run(Duration.ofMillis(1));
        }
        long participant = (all.forwarded + all.received - before) / 30;
        assertThat(rogue.endpoint.counters.attempts - attempts).isLessThan(participant);

        simulation.run(Duration.ofSeconds(3));
        long heard = rogue.endpoint.counters.received;
        simulation.run(Duration.ofSeconds(1));
        assertThat(rogue.endpoint.counters.received - heard)
                .as("what is sent honestly is taken again")
                .isGreaterThan(45);
    }

    @Test
    void messagesAboveTheLimitAreDroppedAndTheirSenderTold() {
        SimPeer ann = simulation.join("ann");
        simulation.run(Duration.ofSeconds(2));
        for (int i = 0; i < 1_000; i++) {
            ann.sendText("message " + i);
            simulation.run(Duration.ofMillis(2));
        }
        simulation.run(Duration.ofSeconds(1));
        int most = Intake.MESSAGES_AT_ONCE + 4 * Intake.MESSAGES_PER_SECOND;
        assertThat(simulation.messages).hasSizeBetween(Intake.MESSAGES_AT_ONCE, most);
        assertThat(simulation.log.stream().filter("limited ann null MESSAGES"::equals))
                .hasSize(1);
    }

    @Test
    void checksOfStrangersUnderSomebodysNameTakeNothingOfTheirs() {
        SimPeer ann = simulation.join("ann").mic();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        String ufrag = ann.endpoint.offer().ice().ufrag();
        int heard = ben.inbox("a0").arrivals.size();
        long refused = ann.endpoint.counters.overIntake;
        for (int i = 0; i < 2_000; i++) {
            for (int k = 0; k < 4; k++) {
                simulation.stranger(10_100 + (4 * i + k) % 5_000, check(ufrag, "x".repeat(22)));
            }
            simulation.run(Duration.ofMillis(1));
        }
        assertThat(ben.inbox("a0").arrivals.size() - heard).isBetween(99, 101);
        assertThat(ann.endpoint.counters.overIntake - refused).isGreaterThan(8_000 - 4 * Intake.CHECKS_PER_SECOND - 50);
    }

    @Test
    void handshakesWithoutEndAreRefusedBeforeTheyAreRead() {
        SimPeer ann = simulation.join("ann").mic();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(2));
        int heard = ben.inbox("a0").arrivals.size();
        long refused = ann.endpoint.counters.overIntake;
        for (int i = 0; i < 2_000; i++) {
            byte[] hello = garbage(Simulation.HELLO, 200);
            simulation.toBridge(ann, hello, hello.length);
            simulation.run(Duration.ofMillis(1));
        }
        assertThat(ann.endpoint.counters.overIntake - refused)
                .isBetween(2_000L - 4 * Intake.HANDSHAKES_PER_SECOND - 5, 2_000L - 2 * Intake.HANDSHAKES_PER_SECOND);
        assertThat(ben.inbox("a0").arrivals.size() - heard).isBetween(99, 101);
        assertThat(ann.sendText("still here")).isTrue();
        simulation.run(Duration.ofSeconds(1));
        assertThat(simulation.messages).contains("ann: still here");
    }

    @Test
    void threeSecondsWithoutAPacketAreHealedTwoSecondsLater() {
        SimPeer ann = simulation.join("ann").mic().camera();
        SimPeer ben = simulation.join("ben");
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
        simulation.uplinkLoss = 1;
        simulation.downlinkLoss = 1;
        simulation.run(Duration.ofSeconds(3));
        simulation.uplinkLoss = 0;
        simulation.downlinkLoss = 0;
        long back = simulation.now();
        int asked = ann.nackedByBridge;
        simulation.run(Duration.ofSeconds(2));

        long keyframe = ben.inbox("v0").arrivals.values().stream()
                .filter(arrival -> arrival.at() > back && arrival.keyframe())
                .mapToLong(SimInbox.Arrival::at)
                .min()
                .orElseThrow();
        assertThat(keyframe - back).isLessThan(1_000_000_000L);
        assertThat(ben.inbox("a0").arrivals.values().stream().filter(arrival -> arrival.at() > back))
                .hasSizeGreaterThan(95);
        assertThat(ann.nackedByBridge - asked)
                .as("what is that old is not asked for")
                .isLessThan(10);
    }
}
