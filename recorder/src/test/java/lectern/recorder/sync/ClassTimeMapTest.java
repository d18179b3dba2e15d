package lectern.recorder.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** A simulated hour: two sender clocks that drift, and a network that delays by bursts. */
class ClassTimeMapTest {
    private static final long NTP_EPOCH_SECONDS = 3_900_000_000L;

    private final SenderClock sender = new SenderClock();

    @Test
    void withSenderReportsADriftOf80PpmLeavesLessThanFiveMillisecondsAfterAnHour() {
        ClassTimeMap map = new ClassTimeMap(48_000, sender);
        long worst = simulate(map, 80e-6, 0, true, 1);
        assertThat(worst).isLessThan(5_000);
    }

    @Test
    void withoutSenderReportsArrivalAloneStaysWithinFifteenMilliseconds() {
        ClassTimeMap map = new ClassTimeMap(48_000, sender);
        assertThat(simulate(map, 80e-6, 0, false, 2)).isLessThan(15_000);
    }

    @Test
    void aTrackWithMoreDelayIsBroughtInStepWithTheOtherOfItsSender() {
        ClassTimeMap voice = new ClassTimeMap(48_000, sender);
        ClassTimeMap lips = new ClassTimeMap(90_000, sender);
        long voiceError = simulate(voice, 50e-6, 0, true, 3);
        long lipsError = simulate(lips, -30e-6, 60_000, true, 4);
        assertThat(voiceError).isLessThan(5_000);
        assertThat(lipsError).isLessThan(5_000);
    }

    @Test
    void theMapMovesByAtMostFiveMillisecondsFromStepToStep() {
        ClassTimeMap map = new ClassTimeMap(90_000, sender);
        map.arrived(0, 1_000_000);
        map.step(0);
        assertThat(map.classMicros(0)).isEqualTo(1_000_000);
        map.arrived(90_000, 1_900_000);
        map.step(90_000);
        assertThat(map.classMicros(90_000)).isEqualTo(1_995_000);
        map.loosen();
        map.step(90_000);
        assertThat(map.classMicros(90_000)).isEqualTo(1_900_000);
    }

    @Test
    void aSendersClockThatIsSetDoesNotMoveTheTrack() {
        ClassTimeMap map = new ClassTimeMap(48_000, sender);
        long ticks = 0;
        for (int second = 0; second < 120; second++) {
            long now = second * 1_000_000L;
            ticks = second * 48_000L;
            map.arrived(ticks, now + 20_000);
            long wall = now + (second >= 60 ? 3_600_000_000L : 0);
            map.report(ticks, ntp(wall));
            map.step(ticks);
        }
        assertThat(map.classMicros(ticks)).isBetween(119_015_000L, 119_025_000L);
    }

    /** Returns the largest error in microseconds in the second half of the hour, against capture plus least delay. */
    private static long simulate(ClassTimeMap map, double drift, long codecDelay, boolean reports, int seed) {
        Random random = new Random(seed);
        long leastDelay = 20_000;
        long worst = 0;
        long burst = 0;
        for (int i = 0; i < 3_600 * 10; i++) {
            long captured = i * 100_000L;
            int clock = codecDelay == 0 ? 48_000 : 90_000;
            long ticks = Math.round(captured * (1 + drift) * clock / 1e6);
            burst = random.nextInt(100) == 0 ? random.nextInt(200_000) : burst / 2;
            long arrival =
                    captured + leastDelay + codecDelay + burst + (long) (Math.abs(random.nextGaussian()) * 3_000);
            map.arrived(ticks, arrival);
            if (reports && i % 50 == 49) {
                map.report(ticks, ntp(captured));
            }
            if (i % 10 == 9) {
                map.step(ticks);
                if (i > 18_000) {
                    worst = Math.max(worst, Math.abs(map.classMicros(ticks) - captured - leastDelay));
                }
            }
        }
        return worst;
    }

    private static long ntp(long micros) {
        long seconds = NTP_EPOCH_SECONDS + micros / 1_000_000;
        return (seconds << 32) | ((micros % 1_000_000 << 32) / 1_000_000);
    }
}
