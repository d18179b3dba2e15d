package lectern.bridge.conference;

import lectern.bridge.Quality;

/**
 * Settles a connection's quality from one sample a second, and from nothing else: the same samples give the same
 * answers. Worse is believed after {@value #DECLINE} seconds of it, better after {@value #RECOVERY}, and each relapse
 * within a minute doubles that, so that a line that swings is called what it is at its worst. Silence is believed at once:
 * it lasted already.
 */
final class QualityMeter {
    static final int DECLINE = 5;
    static final int RECOVERY = 10;
    static final int MOST_RECOVERY = 40;
    /** Good seconds in a row after which former relapses are forgotten. */
    static final int CALM = 60;

    private Quality shown = Quality.GOOD;
    private int recovery = RECOVERY;
    private int unchanged = CALM;
    private int calmFor;
    private int worseFor;
    private int betterFor;
    private Quality leastBad = Quality.LOST;
    private Quality mostBad = Quality.GOOD;

    Quality quality() {
        return shown;
    }

    /** Takes the sample of one more second. */
    Quality next(QualitySample sample) {
        Quality now = sample.rating();
        unchanged++;
        calmFor = now == Quality.GOOD ? calmFor + 1 : 0;
        if (calmFor == CALM) {
            recovery = RECOVERY;
        }
        if (now == Quality.LOST) {
            become(Quality.LOST);
        } else if (shown == Quality.LOST) {
            become(now == Quality.POOR ? Quality.POOR : Quality.FAIR);
        } else {
            worse(now);
            better(sample.ratingAfterWorse());
        }
        return shown;
    }

    private void worse(Quality now) {
        if (!now.worseThan(shown)) {
            worseFor = 0;
            leastBad = Quality.LOST;
            return;
        }
        worseFor++;
        leastBad = leastBad.worseThan(now) ? now : leastBad;
        if (worseFor == DECLINE) {
            become(leastBad);
        }
    }

    private void better(Quality now) {
        if (!shown.worseThan(now)) {
            betterFor = 0;
            mostBad = Quality.GOOD;
            return;
        }
        betterFor++;
        mostBad = now.worseThan(mostBad) ? now : mostBad;
        if (betterFor >= recovery) {
            become(mostBad);
        }
    }

    private void become(Quality next) {
        if (next == shown) {
            return;
        }
        if (next.worseThan(shown) && unchanged < CALM) {
            recovery = Math.min(MOST_RECOVERY, 2 * recovery);
        }
        shown = next;
        unchanged = 0;
        worseFor = 0;
        betterFor = 0;
        leastBad = Quality.LOST;
        mostBad = Quality.GOOD;
    }
}
