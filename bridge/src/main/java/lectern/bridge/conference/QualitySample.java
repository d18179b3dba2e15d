package lectern.bridge.conference;

import lectern.bridge.Quality;

/**
 * What is known of one connection at one second.
 *
 * @param heard whether anything came from it lately
 * @param lossPerMille of the worse direction in the last second or so, in thousandths
 * @param rttMillis round trip in milliseconds, 0 when unknown
 * @param carriedPercent how much of what the person's view wants the line carries, 100 when all of it or unknown
 * @param paused pictures that stand still because the line does not carry them
 */
record QualitySample(boolean heard, int lossPerMille, long rttMillis, int carriedPercent, int paused) {
    /** Retransmission, redundancy and concealment hide less. */
    private static final int FAIR_LOSS = 30;

    private static final int POOR_LOSS = 100;
    /** From here on people begin to speak at the same time (ITU-T G.114 says 400 ms of mouth to ear at most). */
    private static final int FAIR_RTT = 350;

    private static final int POOR_RTT = 800;
    private static final int FAIR_CARRIED = 80;
    private static final int POOR_CARRIED = 40;
    /** What a bad value has to fall to before it counts as better, in percent of what made it bad. */
    private static final int LEAVING = 70;

    private static final int ALL = 100;

    /** What this second alone would be called. */
    Quality rating() {
        return rate(ALL);
    }

    /** The same for a connection that has been worse: the bounds are stricter. */
    Quality ratingAfterWorse() {
        return rate(LEAVING);
    }

    private Quality rate(int percent) {
        if (!heard) {
            return Quality.LOST;
        }
        long loss = lossPerMille * 100L / percent;
        long rtt = rttMillis * 100 / percent;
        // 80 % of what is wanted has to become 86 %.
        int lacking = (ALL - carriedPercent) * 100 / percent;
        if (paused > 0 || loss >= POOR_LOSS || rtt >= POOR_RTT || lacking > ALL - POOR_CARRIED) {
            return Quality.POOR;
        }
        return loss >= FAIR_LOSS || rtt >= FAIR_RTT || lacking > ALL - FAIR_CARRIED ? Quality.FAIR : Quality.GOOD;
    }
}
