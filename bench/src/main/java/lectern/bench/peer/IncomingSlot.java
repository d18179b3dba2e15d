package lectern.bench.peer;

import java.time.Duration;
import lectern.bridge.codec.Vp8Descriptor;
import lectern.bridge.nack.MissingPackets;
import lectern.bridge.rtcp.ReceptionStatistics;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.SequenceUnwrapper;
import lectern.bridge.rtp.SequenceWindow;

/** One receive slot: what came in it, from whom, and what is missing. */
final class IncomingSlot {
    private static final long WAIT = Duration.ofMillis(500).toNanos();

    final String mid;
    final boolean video;
    final int ssrc;

    private final ReceptionStatistics statistics;
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final SequenceWindow window = new SequenceWindow();
    private final MissingPackets missing = new MissingPackets();
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final int[] lost = new int[64];
    private long packets;
    private long bytes;
    private long repaired;
    private long duplicates;
    private long keyframes;
    private long undecodable;
    private int sender;
    private char source;
    private boolean decodable;
    private long askAt;
    private long delaySum;
    private long delayMax;

    IncomingSlot(String mid, boolean video, int ssrc) {
        this.mid = mid;
        this.video = video;
        this.ssrc = ssrc;
        statistics = new ReceptionStatistics(video ? 90_000 : 48_000);
    }

    /** Counts a packet and describes it; false when it is a duplicate. */
    boolean received(RtpView view, boolean retransmission, MediaArrival arrival, long now) {
        long sequence = unwrapper.unwrap(view.sequence());
        if (!window.add(sequence)) {
            duplicates++;
            return false;
        }
        packets++;
        bytes += view.length();
        if (retransmission) {
            repaired++;
        } else {
            statistics.received(sequence, view.timestamp(), now);
        }
        missing.received(sequence, now);
        describe(view, arrival);
        arrival.mid = mid;
        arrival.sequence = sequence;
        arrival.video = video;
        arrival.repaired = retransmission;
        arrival.arrivedNanos = now;
        judge(arrival);
        return true;
    }

    /** Counts a packet whose payload stays encrypted. */
    void counted(RtpView view, long now) {
        long sequence = unwrapper.unwrap(view.sequence());
        if (!window.add(sequence)) {
            duplicates++;
            return;
        }
        packets++;
        bytes += view.length();
        // Whether it begins a picture is not seen.
        decodable = true;
        statistics.received(sequence, view.timestamp(), now);
        missing.received(sequence, now);
    }

    private void describe(RtpView view, MediaArrival arrival) {
        int at = view.payloadOffset();
        int length = view.payloadLength();
        arrival.keyframe = false;
        int skip = 1;
        if (video && descriptor.wrap(view.buffer(), at, length)) {
            arrival.keyframe = descriptor.keyframeStart();
            skip = VideoSource.stampOffset(view.buffer(), descriptor.length(), at, arrival.keyframe);
        }
        arrival.stamp.read(view.buffer(), at + skip, length - skip);
    }

    /** A picture of another sender or layer must begin with a keyframe. */
    private void judge(MediaArrival arrival) {
        if (arrival.sender() != sender || arrival.source() != source) {
            sender = arrival.sender();
            source = arrival.source();
            decodable = !video;
            askAt = arrival.arrivedNanos + WAIT;
        }
        keyframes += arrival.keyframe ? 1 : 0;
        decodable |= arrival.keyframe;
        undecodable += decodable ? 0 : 1;
        if (arrival.sender() != 0 && !arrival.repaired) {
            long delay = arrival.arrivedNanos - arrival.sentNanos();
            delaySum += delay;
            delayMax = Math.max(delayMax, delay);
        }
    }

    void senderReport(long ntp, long now) {
        statistics.senderReport(ntp, now);
    }

    boolean active() {
        return statistics.active();
    }

    void report(RtcpWriter rtcp, long now) {
        statistics.report(rtcp, ssrc, now);
    }

    /** Asks for what is missing; video only, for audio has no RTX. A keyframe that stays away is asked for as in browsers. */
    void nack(RtcpWriter rtcp, int own, long now) {
        int count = video ? missing.due(now, 0, lost) : 0;
        if (count > 0 && rtcp.room(12 + 4 * count)) {
            rtcp.nack(own, ssrc, lost, count);
        }
        if (video && sender != 0 && !decodable && now - askAt >= 0 && rtcp.room(12)) {
            askAt = now + WAIT;
            rtcp.pli(own, ssrc);
        }
    }

    PeerStats.Slot stats() {
        long direct = packets - repaired;
        return new PeerStats.Slot(
                mid,
                packets,
                bytes,
                repaired,
                duplicates,
                keyframes,
                undecodable,
                sender,
                direct == 0 ? 0 : delaySum / direct,
                delayMax);
    }
}
