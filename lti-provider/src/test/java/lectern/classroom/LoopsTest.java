package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopsTest {
    private final Loops loops = new Loops(3);

    @AfterEach
    void close() {
        loops.close();
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tasksOfALoopRunOneAfterTheOtherInTheirOrder() throws InterruptedException {
        Loop loop = loops.loop(e -> {});
        List<Integer> done = new ArrayList<>(); // unguarded: the loop is all the order it needs
        AtomicInteger inside = new AtomicInteger();
        CountDownLatch latch = new CountDownLatch(1_000);
        IntStream.range(0, 1_000)
                .forEach(i -> loop.post(() -> {
                    assertThat(loop.inLoop()).isTrue();
                    assertThat(inside.incrementAndGet()).isEqualTo(1);
                    done.add(i);
                    inside.decrementAndGet();
                    latch.countDown();
                }));
        await(latch);
        assertThat(done).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void aFailingTaskIsToldAndTheNextRuns() throws InterruptedException {
        AtomicReference<Throwable> told = new AtomicReference<>();
        Loop loop = loops.loop(told::set);
        CountDownLatch latch = new CountDownLatch(1);
        loop.post(() -> {
            throw new IllegalStateException("mistake");
        });
        loop.post(latch::countDown);
        await(latch);
        assertThat(told.get()).hasMessage("mistake");
    }

    @Test
    void aLoopThatIsBehindDropsAndSaysSo() throws InterruptedException {
        Loop loop = loops.loop(e -> {});
        CountDownLatch hold = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        loop.post(() -> {
            held.countDown();
            try {
                await(hold);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await(held);
        AtomicInteger ran = new AtomicInteger();
        int taken = 0;
        while (loop.post(ran::incrementAndGet)) {
            taken++;
        }
        assertThat(taken).isEqualTo(Loops.MAX_WAITING);
        CountDownLatch after = new CountDownLatch(1);
        loop.after(Duration.ZERO, after::countDown);
        hold.countDown();
        await(after);
        assertThat(ran.get()).isEqualTo(Loops.MAX_WAITING);
    }

    @Test
    void aCancelledTimerDoesNotRun() throws InterruptedException {
        Loop loop = loops.loop(e -> {});
        AtomicInteger ran = new AtomicInteger();
        Loop.Timer timer = loop.after(Duration.ofMillis(50), ran::incrementAndGet);
        timer.cancel();
        CountDownLatch later = new CountDownLatch(1);
        loop.after(Duration.ofMillis(200), later::countDown);
        await(later);
        assertThat(ran.get()).isZero();
    }

    @Test
    void aClosedPoolTakesNothingMore() {
        Loop loop = loops.loop(e -> {});
        loops.close();
        assertThat(loop.post(() -> {})).isFalse();
        loop.after(Duration.ZERO, () -> {}).cancel();
    }
}
