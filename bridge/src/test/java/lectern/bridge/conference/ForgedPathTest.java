package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;
import org.junit.jupiter.api.Test;

/**
 * A participant has the password of their own connection and can write any source address. Whoever really is at that
 * address gets no more bytes than the participant spent on them (decision 0014).
 */
class ForgedPathTest {
    private static final int VICTIM = 4_000;

    private final Simulation simulation = new Simulation(9);
    private final SimPeer ann = simulation.join("ann").mic().camera();
    private final SimPeer rogue = simulation.join("rogue").mic();
    private long spent;

    private void forge(int port, byte[] datagram) {
        spent += datagram.length;
        simulation.stranger(port, datagram);
    }

    private void forgeCheck(int port) {
        forge(port, SimCheck.request(simulation.random, rogue.endpoint.offer().ice(), 1));
    }

    private void together() {
        simulation.everybody();
        simulation.run(Duration.ofSeconds(3));
    }

    @Test
    void aNominatedPathThatNobodyAnswersFromGetsNoMedia() {
        together();
        int heard = rogue.inbox("a0").arrivals.size();
        for (int i = 0; i < 100; i++) {
            forgeCheck(VICTIM);
            simulation.run(Duration.ofMillis(100));
        }
        assertThat(simulation.strangerBytes).isPositive().isLessThanOrEqualTo(spent);
        assertThat(rogue.inbox("a0").arrivals.size() - heard)
                .as("media goes on where it went")
                .isGreaterThan(450);
    }

    @Test
    void manyForgedPathsGetNoMoreTogetherThanWasSpentOnThem() {
        together();
        for (int i = 0; i < 2_000; i++) {
            forgeCheck(VICTIM + i % 40);
            byte[] noise = new byte[20 + i % 900];
            noise[0] = (byte) (i % 2 == 0 ? 22 : 0x80);
            forge(VICTIM + i % 40, noise);
            simulation.run(Duration.ofMillis(5));
        }
        assertThat(simulation.strangerBytes).isPositive().isLessThanOrEqualTo(spent);
    }

    @Test
    void aFirstPathThatIsForgedGetsNoMoreThanWasSpentOnIt() {
        SimPeer silent = simulation.join("silent");
        silent.answers = false;
        together();
        assertThat(simulation.log).contains("connected silent");
        assertThat(silent.down.bytes).isPositive().isLessThanOrEqualTo(silent.up.bytes);
        assertThat(ann.endpoint.counters.received).isPositive();
    }

    @Test
    void anAnswerUnderTheWrongPasswordOrToAnotherQuestionProvesNothing() {
        together();
        byte[] id = new byte[12];
        for (int i = 0; i < 200; i++) {
            forgeCheck(VICTIM);
            simulation.random.nextBytes(id);
            String password = i % 2 == 0
                    ? SimCheck.PASSWORD
                    : rogue.endpoint.offer().ice().pwd();
            forge(
                    VICTIM,
                    new StunWriter(StunMessage.BINDING_SUCCESS, id)
                            .integrity(new StunIntegrity(password))
                            .fingerprint()
                            .toBytes());
            simulation.run(Duration.ofMillis(20));
        }
        assertThat(simulation.strangerBytes).isLessThanOrEqualTo(spent);
        assertThat(rogue.endpoint.link().up()).isTrue();
    }

    @Test
    void whoReallyMovedIsFollowedWithinTwoRoundTrips() {
        together();
        simulation.changeAddress(rogue);
        byte[] check =
                SimCheck.request(simulation.random, rogue.endpoint.offer().ice(), 1);
        simulation.toBridge(rogue, check, check.length);
        long moved = simulation.now();
        simulation.run(Duration.ofMillis(300));
        long first = rogue.inbox("a0").arrivals.values().stream()
                .mapToLong(SimInbox.Arrival::at)
                .filter(at -> at > moved + Duration.ofMillis(20).toNanos())
                .min()
                .orElseThrow();
        assertThat(Duration.ofNanos(first - moved)).isLessThan(Duration.ofMillis(100));
    }
}
