package lectern.bridge.rtcp;

/** What a reception report says of one source (RFC 3550 §6.4.1, A.3, A.8). */
public final class ReceptionStatistics {
    private final int clockRate;
    private long base = -1;
    private long highest = -1;
    private long received;
    private long expectedBefore;
    private long receivedBefore;
    private long lastTransit;
    private long jitterTimes16;
    private int senderReport;
    private long senderReportAt;
    private int fraction;

    public ReceptionStatistics(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * Counts a packet that came over the stream itself, not as a retransmission.
     *
     * @param sequence extended
     */
    public void received(long sequence, int timestamp, long now) {
        long arrival = now / 1000 * clockRate / 1_000_000;
        long transit = (int) (arrival - timestamp);
        if (base < 0) {
            base = sequence;
            lastTransit = transit;
        }
        received++;
        highest = Math.max(highest, sequence);
        long difference = Math.abs((int) (transit - lastTransit));
        lastTransit = transit;
        jitterTimes16 += difference - ((jitterTimes16 + 8) >> 4);
    }

    public void senderReport(long ntp, long now) {
        senderReport = NtpTime.middle(ntp);
        senderReportAt = now;
    }

    /** Whether anything came, so that there is something to report. */
    public boolean active() {
        return base >= 0;
    }

    /** Packets that came over the stream itself. */
    public long packets() {
        return received;
    }

    /** Packets that should have come so far. */
    public long expected() {
        return base < 0 ? 0 : highest - base + 1;
    }

    /** Of the last interval that was reported, in thousandths. */
    public int lossPerMille() {
        return fraction * 1000 / 256;
    }

    public long jitterMicros() {
        return (jitterTimes16 >> 4) * 1_000_000 / clockRate;
    }

    /** Adds this source's block to the writer's report and starts the next interval. */
    public void report(RtcpWriter writer, int ssrc, long now) {
        long expected = expected();
        long lost = Math.max(-0x80_0000, Math.min(0x7F_FFFF, expected - received));
        long expectedNow = expected - expectedBefore;
        long lostNow = expectedNow - (received - receivedBefore);
        expectedBefore = expected;
        receivedBefore = received;
        fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
        int delay = senderReport == 0 ? 0 : (int) (((now - senderReportAt) << 16) / 1_000_000_000L);
        int jitter = (int) (jitterTimes16 >> 4);
        writer.block(ssrc, fraction, (int) lost, (int) highest, jitter, senderReport, delay);
    }
}
