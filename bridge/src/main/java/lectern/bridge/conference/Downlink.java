package lectern.bridge.conference;

import lectern.bridge.congestion.Estimator;
import lectern.bridge.congestion.Pacer;
import lectern.bridge.congestion.Prober;
import lectern.bridge.congestion.RateMeter;
import lectern.bridge.congestion.SentPackets;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.rtcp.TransportFeedbackReader;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;

/** One receiver's line: numbers what goes out on it, learns from feedback what it carries, and probes for more. */
final class Downlink {
    /** Where a packet's transport-wide number is: the first extension element, behind the extension's head and its own. */
    static final int NUMBER_AT = RtpView.FIXED_HEADER + 4 + 1;

    /** Until a reception report told it. */
    private static final long ASSUMED_RTT_NANOS = 100_000_000L;
    /** Resending more than this would feed the congestion that lost the packets. */
    private static final long MOST_RESEND_BITS = 2_000_000;

    private static final long LEAST_RESEND_BITS = 64_000;
    private static final long RESEND_BURST_NANOS = 50_000_000L;
    private static final int RESEND_BURST_BYTES = 3000;
    /** What is left of an estimate for everything that is not counted: reports, checks, messages. */
    private static final int USABLE_PERCENT = 95;

    private static final long RECENT_NANOS = 500_000_000L;

    private final SentPackets packets = new SentPackets();
    private final TransportFeedbackReader feedback = new TransportFeedbackReader();
    private final Estimator estimator = new Estimator();
    private final Prober prober = new Prober();
    private final RateMeter media = new RateMeter(RECENT_NANOS);
    private final Pacer resends = new Pacer(RESEND_BURST_NANOS, RESEND_BURST_BYTES);
    private long sentAt = Long.MIN_VALUE / 2;
    private long backAt = Long.MIN_VALUE / 2;
    private long wanted;
    private long rttNanos = ASSUMED_RTT_NANOS;

    /** Writes the next transport-wide number into a packet that has room for it at {@link #NUMBER_AT}. */
    void number(byte[] buffer, int offset) {
        Bytes.put16(buffer, offset + NUMBER_AT, (int) packets.next());
    }

    /** That packet went out. */
    void sent(int length, long now) {
        int bytes = length + SentPackets.OVERHEAD;
        packets.sent(bytes, now);
        prober.sent(bytes);
        media.add(bytes, now);
        sentAt = now;
    }

    void rtt(long nanos) {
        rttNanos = nanos;
    }

    long rtt() {
        return rttNanos;
    }

    /**
     * Takes one message of transport-wide feedback.
     *
     * @return whether less may be sent now than before
     */
    boolean feedback(RtcpReader rtcp, long now) {
        if (!rtcp.transportFeedback(feedback)) {
            return false;
        }
        estimator.begin(now);
        if (estimator.back()) {
            backAt = now;
            prober.restart(now);
        }
        while (feedback.next()) {
            long sequence = packets.extend(feedback.sequence());
            if (sequence < 0) {
                continue;
            }
            if (!feedback.received()) {
                if (packets.lost(sequence)) {
                    estimator.lost(packets.time(sequence));
                    prober.lost(sequence);
                }
            } else if (packets.received(sequence)) {
                long sent = packets.time(sequence);
                estimator.received(sent, packets.bytes(sequence), feedback.arrivalNanos());
                prober.received(sequence, sent, feedback.arrivalNanos());
            }
        }
        boolean cut = estimator.end(now, rttNanos);
        prober.judge(estimator, now);
        return cut;
    }

    /** When it came back after a silence; what arrived before that is too old to be sent again. */
    long backAt() {
        return backAt;
    }

    /** Bits per second that may be sent; {@link Long#MAX_VALUE} when the receiver tells nothing. */
    long usable() {
        long estimate = estimator.bitsPerSecond();
        return estimate == Long.MAX_VALUE ? estimate : estimate / 100 * USABLE_PERCENT;
    }

    long estimate() {
        return estimator.bitsPerSecond();
    }

    /** Share of what was sent lately that did not arrive, in thousandths. */
    int lossPerMille() {
        return (int) (estimator.loss() * 1000);
    }

    /** What would be sent if the line carried everything, in bits per second: reason to probe, or none. */
    void wanted(long bits) {
        wanted = bits * 100 / USABLE_PERCENT;
    }

    /** The same, with what is not counted. */
    long wanted() {
        return wanted;
    }

    /**
     * Lets time pass.
     *
     * @return bytes of padding that a probe wants sent now
     */
    int tick(long now) {
        estimator.tick(now, now - sentAt < RECENT_NANOS);
        prober.tick(estimator, packets.next(), now);
        prober.begin(estimator, wanted, packets.next(), now);
        return prober.due(now);
    }

    /** Whether padding is due every tick. */
    boolean probing() {
        return prober.sending();
    }

    /** Prepares {@link #mayResend}: what new media leaves free, and always a little. */
    void allowResends(long now) {
        long estimate = estimator.bitsPerSecond();
        long bits = MOST_RESEND_BITS;
        if (estimate != Long.MAX_VALUE) {
            long free = Math.max(estimate / 8, estimate - media.bitsPerSecond(now));
            bits = Math.min(MOST_RESEND_BITS, Math.max(LEAST_RESEND_BITS, free));
        }
        resends.fill(bits, now);
    }

    boolean mayResend(int bytes) {
        return resends.takes(bytes + SentPackets.OVERHEAD);
    }
}
