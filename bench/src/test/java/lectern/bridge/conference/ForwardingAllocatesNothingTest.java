package lectern.bridge.conference;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import lectern.bridge.srtp.SrtpEngine;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bytes allocated by the thread that forwards; whoever else runs on the machine has no part in them. */
class ForwardingAllocatesNothingTest {
    private static final int PEOPLE = 30;
    private static final int RECEIVERS = PEOPLE - 1;
    private static final long PACKET_NANOS = 500_000;
    /** A packet is not sent again within a round trip, which is taken for 100 ms while nobody told it. */
    private static final long ROUND_TRIP_NANOS = 110_000_000;

    /** For compiled code that is thrown away and the like: a byte for each of the packets would be ten times this. */
    private static final long TOLERATED = 20_000;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Grid grid = new Grid(PEOPLE);

    @BeforeAll
    static void engine() {
        assertThat(SrtpEngine.warmUp())
                .as("the JDK's engine allocates: install OpenSSL 3 (libssl3)")
                .isEqualTo("OpenSSL");
    }

    private long allocatedBy(Runnable action) {
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        action.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    private void packets(int count) {
        for (int n = 0; n < count; n++) {
            grid.peers.get(n % PEOPLE).video();
            grid.pass(PACKET_NANOS);
        }
    }

    @Test
    void aForwardedPacketAllocatesNothing() {
        packets(2_000);
        long before = grid.forwarded();
        long allocated = allocatedBy(() -> packets(7_000));
        assertThat(grid.forwarded() - before).isEqualTo(7_000L * RECEIVERS).isGreaterThan(200_000);
        assertThat(allocated).isLessThan(TOLERATED);
    }

    @Test
    void aRetransmissionAllocatesNothing() {
        int slot = grid.peers.get(1).slotOf(grid.peers.get(0));
        grid.watch(slot);
        grid.peers.get(0).video();
        resends(slot, 5_000);
        long before = grid.conference.counters().retransmitted;
        long allocated = allocatedBy(() -> resends(slot, 20_000));
        assertThat(grid.conference.counters().retransmitted - before).isEqualTo(20_000);
        assertThat(allocated).isLessThan(TOLERATED);
    }

    private void resends(int slot, int count) {
        for (int n = 0; n < count; n++) {
            grid.peers.get(1).nack(slot, grid.watchedSequence());
            grid.pass(ROUND_TRIP_NANOS);
        }
    }
}
