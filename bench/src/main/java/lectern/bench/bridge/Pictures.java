package lectern.bench.bridge;

import java.util.TreeMap;
import lectern.bench.peer.MediaArrival;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.SyntheticPeer;

/**
 * What one person sees and hears of one sender: pictures that can be decoded, one after the other without a gap or from
 * a keyframe on, when they stand still, and what stays missing. Asks for a keyframe as browsers do when a gap stays.
 */
final class Pictures implements PeerListener {
    /** As WebRTC's statistics have it for 15 pictures a second: 150 ms more than usual. */
    private static final long FREEZE_NANOS = 217_000_000L;

    private static final long LATE_NANOS = 150_000_000L;
    private static final long PATIENCE_NANOS = 300_000_000L;
    private static final int MAX_WAITING = 5_000;

    private final int sender;
    private final TreeMap<Long, Boolean> waiting = new TreeMap<>();
    private final Missing video = new Missing();
    private final Missing audio = new Missing();
    private long next = -1;
    private long decodedAt;
    private long askedAt;
    private int freezes;
    private long frozenNanos;
    private long troubleAt;

    Pictures(int sender) {
        this.sender = sender;
    }

    /** Packets of one stream since a moment: how many numbers there were, and how many came. */
    private static final class Missing {
        private long highest = -1;
        private long from = -1;
        private long came;

        void arrived(long sequence) {
            highest = Math.max(highest, sequence);
            from = from < 0 ? sequence : from;
            came += sequence >= from ? 1 : 0;
        }

        void begin() {
            from = highest < 0 ? -1 : highest + 1;
            came = 0;
        }

        double part() {
            long due = from < 0 ? 0 : highest - from + 1;
            return due <= 0 ? 1 : Math.max(0, 1 - came / (double) due);
        }
    }

    @Override
    public synchronized void media(SyntheticPeer peer, MediaArrival arrival) {
        if (arrival.sender() != sender) {
            return;
        }
        long now = arrival.arrivedNanos();
        if (now - arrival.sentNanos() > LATE_NANOS) {
            troubleAt = now;
        }
        if (!arrival.video()) {
            audio.arrived(arrival.sequence());
            return;
        }
        video.arrived(arrival.sequence());
        if (waiting.size() < MAX_WAITING && arrival.sequence() >= next) {
            waiting.put(arrival.sequence(), arrival.keyframe());
        }
        advance(now);
        if (!waiting.isEmpty() && now - decodedAt > PATIENCE_NANOS && now - askedAt > PATIENCE_NANOS) {
            askedAt = now;
            peer.requestKeyframe(arrival.mid());
        }
    }

    private void advance(long now) {
        for (Long sequence : waiting.descendingKeySet()) {
            if (Boolean.TRUE.equals(waiting.get(sequence)) && sequence > next) {
                next = sequence;
                break;
            }
        }
        while (next >= 0 && waiting.remove(next) != null) {
            next++;
            decoded(now);
        }
        waiting.headMap(next).clear();
    }

    private void decoded(long now) {
        if (decodedAt != 0 && now - decodedAt > FREEZE_NANOS) {
            freezes++;
            frozenNanos += now - decodedAt;
            troubleAt = now;
        }
        decodedAt = now;
    }

    /** Counts anew from here. */
    synchronized void begin(long now) {
        video.begin();
        audio.begin();
        freezes = 0;
        frozenNanos = 0;
        decodedAt = Math.max(decodedAt, now - FREEZE_NANOS);
    }

    /** What was since {@link #begin}; a picture that stands still now counts. */
    synchronized Seen seen(long now) {
        boolean still = now - decodedAt > FREEZE_NANOS;
        return new Seen(
                freezes + (still ? 1 : 0),
                (frozenNanos + (still ? now - decodedAt : 0)) / 1e9,
                video.part(),
                audio.part());
    }

    /** Since when all is well: no freeze, and nothing later than 150 ms; infinite when it is not. In seconds. */
    synchronized double recovered(long since, long now) {
        if (decodedAt == 0 || now - decodedAt > FREEZE_NANOS || now - troubleAt < FREEZE_NANOS) {
            return Double.POSITIVE_INFINITY;
        }
        return Math.max(0, troubleAt - since) / 1e9;
    }

    /**
     * A time of watching.
     *
     * @param frozenSeconds altogether
     * @param videoMissing part of the packets that never came, repairs counted as having come
     * @param audioMissing the same: what a decoder must conceal
     */
    record Seen(int freezes, double frozenSeconds, double videoMissing, double audioMissing) {}
}
