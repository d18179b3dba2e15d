package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import lectern.bridge.AudienceTable;
import lectern.bridge.congestion.Allocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the decisions of a class of thirty cost, between which packets wait: a new audience table with everybody's slots
 * planned anew, as with a move of the whole class, and the sharing of one receiver's line.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseZGC", "-Xms256m", "-Xmx512m"})
public class PlanBenchmark {
    private static final int PEOPLE = 30;
    private static final int ROOMS = 8;
    private static final long LOW_BITS = 110_000;
    private static final long HIGH_BITS = 240_000;
    /** Half of what all wish for. */
    private static final long LINE_BITS = 2_000_000;

    private final Grid grid = new Grid(PEOPLE);
    private final AudienceTable together = rooms(1);
    private final AudienceTable apart = rooms(ROOMS);
    private final List<Allocator.Wish> wishes = wishes();
    private boolean moved;

    private static AudienceTable rooms(int count) {
        Map<String, AudienceTable.Row> rows = new HashMap<>();
        for (int n = 1; n <= PEOPLE; n++) {
            Set<String> mates = new HashSet<>();
            for (int other = 1; other <= PEOPLE; other++) {
                if (other % count == n % count) {
                    mates.add(Grid.name(other));
                }
            }
            rows.put(Grid.name(n), new AudienceTable.Row(mates, mates, mates));
        }
        return new AudienceTable(rows, AudienceTable.Row.NOTHING);
    }

    private static List<Allocator.Wish> wishes() {
        List<Allocator.Wish> wishes = new ArrayList<>();
        for (int i = 1; i < PEOPLE; i++) {
            wishes.add(new Allocator.Wish(i % 3, LOW_BITS, HIGH_BITS * (i % 2), i % 2));
        }
        return wishes;
    }

    /** Thirty people into eight rooms, or back, at once. */
    @Benchmark
    public long audience() {
        moved = !moved;
        grid.conference.audience(moved ? apart : together);
        return grid.sent();
    }

    /** A table that changes nobody's slots: what planning costs by itself. */
    @Benchmark
    public long sameAudience() {
        grid.conference.audience(together);
        return grid.sent();
    }

    /** One receiver's line among 29 pictures, ten times a second for each of thirty. */
    @Benchmark
    public int[] allocator() {
        return Allocator.share(wishes, LINE_BITS);
    }
}
