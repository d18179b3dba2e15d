package lectern.bridge.conference;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What a packet costs a class of thirty between its socket and its sockets: decrypting, and for each of 29 receivers
 * rewriting and encrypting. The sender's own encryption is in the figures, one for 29. Time stands still, so nothing
 * periodic is in them; {@link #tick} has that.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseZGC", "-Xms256m", "-Xmx512m"})
public class ForwardBenchmark {
    private static final int PEOPLE = 30;
    private static final int RECEIVERS = PEOPLE - 1;

    /** Between two packets of one sender, so that it keeps below its cap. */
    private static final long PACKET_NANOS = 500_000;

    private static final long RESEND_NANOS = 5_000_000;

    private final Grid grid = new Grid(PEOPLE);
    private int turn;
    private int slot;

    /** Chooses what is to be lost. */
    @Setup
    public void watch() {
        slot = grid.peers.get(1).slotOf(grid.peers.get(0));
        grid.watch(slot);
        grid.peers.get(0).video();
    }

    /** One sender's video, a thousand bytes a packet; the receivers' state stays in the caches. */
    @Benchmark
    @OperationsPerInvocation(RECEIVERS)
    public long videoOfOne() {
        grid.peers.get(0).video();
        grid.pass(PACKET_NANOS);
        return grid.forwarded();
    }

    /** Everybody's video in turn: each packet finds other state of the receivers. */
    @Benchmark
    @OperationsPerInvocation(RECEIVERS)
    public long videoOfAll() {
        turn = (turn + 1) % PEOPLE;
        grid.peers.get(turn).video();
        grid.pass(PACKET_NANOS);
        return grid.forwarded();
    }

    /** A packet that nobody gets: demultiplexing, authentication and decryption alone. */
    @Benchmark
    public long receiveOnly() {
        grid.peers.get(0).high();
        grid.pass(PACKET_NANOS);
        return grid.forwarded();
    }

    /** A NACK and the retransmission that answers it. */
    @Benchmark
    public long nackAndResend() {
        grid.peers.get(1).nack(slot, grid.watchedSequence());
        grid.pass(RESEND_NANOS);
        return grid.forwarded();
    }

    /** What passes every 10 ms for thirty people: reports, consent, plans, keyframes. */
    @Benchmark
    public long tick() {
        grid.idle();
        return grid.sent();
    }
}
