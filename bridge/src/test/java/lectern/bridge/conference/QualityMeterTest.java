package lectern.bridge.conference;

import static lectern.bridge.Quality.FAIR;
import static lectern.bridge.Quality.GOOD;
import static lectern.bridge.Quality.LOST;
import static lectern.bridge.Quality.POOR;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.bridge.Quality;
import org.junit.jupiter.api.Test;

class QualityMeterTest {
    private static final QualitySample WELL = new QualitySample(true, 0, 30, 100, 0);
    private static final QualitySample LOSSY = new QualitySample(true, 150, 30, 100, 0);
    private static final QualitySample SILENT = new QualitySample(false, 0, 30, 100, 0);

    private final QualityMeter meter = new QualityMeter();
    private final List<Quality> told = new ArrayList<>();

    private void seconds(int count, QualitySample sample) {
        for (int i = 0; i < count; i++) {
            Quality before = meter.quality();
            if (meter.next(sample) != before) {
                told.add(meter.quality());
            }
        }
    }

    private static QualitySample lossy(int perMille) {
        return new QualitySample(true, perMille, 0, 100, 0);
    }

    @Test
    void eachMeasureAloneMakesAConnectionFairAndPoor() {
        assertThat(WELL.rating()).isEqualTo(GOOD);
        assertThat(lossy(29).rating()).isEqualTo(GOOD);
        assertThat(lossy(30).rating()).isEqualTo(FAIR);
        assertThat(lossy(100).rating()).isEqualTo(POOR);
        assertThat(new QualitySample(true, 0, 350, 100, 0).rating()).isEqualTo(FAIR);
        assertThat(new QualitySample(true, 0, 800, 100, 0).rating()).isEqualTo(POOR);
        assertThat(new QualitySample(true, 0, 0, 79, 0).rating()).isEqualTo(FAIR);
        assertThat(new QualitySample(true, 0, 0, 39, 0).rating()).isEqualTo(POOR);
        assertThat(new QualitySample(true, 0, 0, 100, 1).rating()).isEqualTo(POOR);
        assertThat(SILENT.rating()).isEqualTo(LOST);
    }

    @Test
    void whatWasWorseHasToBecomeClearlyBetter() {
        assertThat(lossy(25).rating()).isEqualTo(GOOD);
        assertThat(lossy(25).ratingAfterWorse()).isEqualTo(FAIR);
        assertThat(lossy(20).ratingAfterWorse()).isEqualTo(GOOD);
        assertThat(new QualitySample(true, 0, 300, 100, 0).ratingAfterWorse()).isEqualTo(FAIR);
        assertThat(new QualitySample(true, 0, 0, 83, 0).ratingAfterWorse()).isEqualTo(FAIR);
        assertThat(new QualitySample(true, 0, 0, 87, 0).ratingAfterWorse()).isEqualTo(GOOD);
    }

    @Test
    void aShortDipIsNotTold() {
        seconds(60, WELL);
        seconds(QualityMeter.DECLINE - 1, LOSSY);
        seconds(60, WELL);
        assertThat(told).isEmpty();
    }

    @Test
    void aPoorLineIsToldAfterSecondsAndItsEndLater() {
        seconds(60, WELL);
        seconds(QualityMeter.DECLINE, LOSSY);
        assertThat(told).containsExactly(POOR);
        seconds(QualityMeter.RECOVERY - 1, WELL);
        assertThat(told).containsExactly(POOR);
        seconds(1, WELL);
        assertThat(told).containsExactly(POOR, GOOD);
    }

    @Test
    void aDeclineIsAsBadAsAllOfItWas() {
        seconds(1, LOSSY);
        seconds(QualityMeter.DECLINE - 1, lossy(40));
        assertThat(told).containsExactly(FAIR);
        seconds(3, LOSSY);
        seconds(1, lossy(40));
        seconds(60, LOSSY);
        assertThat(told).containsExactly(FAIR, POOR);
    }

    @Test
    void silenceIsToldAtOnceAndSoIsItsEnd() {
        seconds(60, WELL);
        seconds(1, SILENT);
        assertThat(told).containsExactly(LOST);
        seconds(1, WELL);
        assertThat(told).containsExactly(LOST, FAIR);
        seconds(QualityMeter.MOST_RECOVERY, WELL);
        assertThat(told).containsExactly(LOST, FAIR, GOOD);
        seconds(1, SILENT);
        seconds(1, LOSSY);
        assertThat(told).containsExactly(LOST, FAIR, GOOD, LOST, POOR);
    }

    /** Ten bad seconds and fifteen good ones by turns, for ten minutes. */
    @Test
    void aLineThatSwingsIsCalledWhatItIsAtItsWorst() {
        for (int i = 0; i < 24; i++) {
            seconds(10, LOSSY);
            seconds(15, WELL);
        }
        assertThat(told.size()).isLessThanOrEqualTo(4);
        assertThat(meter.quality()).isEqualTo(POOR);
        seconds(QualityMeter.MOST_RECOVERY, WELL);
        assertThat(meter.quality()).isEqualTo(GOOD);
        seconds(QualityMeter.CALM, WELL);
        told.clear();
        seconds(QualityMeter.DECLINE, LOSSY);
        seconds(QualityMeter.RECOVERY, WELL);
        assertThat(told).as("former relapses are forgotten").containsExactly(POOR, GOOD);
    }

    @Test
    void noiseAroundABoundDoesNotFlap() {
        Random random = new Random(4);
        for (int i = 0; i < 3600; i++) {
            seconds(1, lossy(90 + random.nextInt(21)));
        }
        assertThat(told.size()).as("changes in an hour").isLessThan(10);
    }
}
