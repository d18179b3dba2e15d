package lectern.bench.bridge;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import lectern.bench.peer.MediaArrival;
import lectern.bench.peer.PeerListener;
import lectern.bench.peer.SyntheticPeer;

/**
 * What one peer of a class receives: delays while measuring, and after a move the first sound and the first pictures of
 * its new room. On the peers' loop, but for the questions, which are asked when nothing changes.
 */
final class Arrivals implements PeerListener {
    private final Delays delays;
    private volatile boolean measuring;
    private volatile boolean connected;
    private volatile int ignored;
    private volatile boolean reached;
    private final AtomicLong controlBytes = new AtomicLong();
    private volatile Move move = new Move(Long.MAX_VALUE, Set.of(), Set.of());

    Arrivals(Delays delays) {
        this.delays = delays;
    }

    @Override
    public void connected(SyntheticPeer peer) {
        connected = true;
    }

    @Override
    public void media(SyntheticPeer peer, MediaArrival arrival) {
        reached = true;
        if (measuring && !arrival.repaired() && arrival.sender() != ignored) {
            delays.add(arrival.arrivedNanos() - arrival.sentNanos());
        }
        move.arrived(arrival);
    }

    @Override
    public void message(SyntheticPeer peer, String text) {
        controlBytes.addAndGet(text.length());
    }

    /** Text of signalling so far. */
    long controlBytes() {
        return controlBytes.get();
    }

    /** Whether any media came. */
    boolean reached() {
        return reached;
    }

    boolean connected() {
        return connected;
    }

    void ignore(int sender) {
        ignored = sender;
    }

    void measure(boolean on) {
        measuring = on;
    }

    /** From now on times count from the given moment. */
    Move moved(long atNanos, Set<Integer> company, Set<Integer> seenBefore) {
        Move next = new Move(atNanos, company, seenBefore);
        move = next;
        return next;
    }

    /**
     * One move of one peer. A picture counts when it can be decoded: at once from people it saw before, from others
     * with their keyframe.
     */
    static final class Move {
        private final long atNanos;
        private final Set<Integer> company;
        private final Set<Integer> seenBefore;
        private final Set<Integer> seen = new HashSet<>();
        private volatile long firstAudio = -1;
        private volatile long firstVideo = -1;
        private volatile long allVideo = -1;

        private Move(long atNanos, Set<Integer> company, Set<Integer> seenBefore) {
            this.atNanos = atNanos;
            this.company = company;
            this.seenBefore = seenBefore;
        }

        private void arrived(MediaArrival arrival) {
            int sender = arrival.sender();
            // Of people it saw before, packets of before are still on their way; others' may begin with a kept
            // keyframe.
            boolean former = seenBefore.contains(sender) && arrival.sentNanos() < atNanos;
            if (!company.contains(sender) || former) {
                return;
            }
            long after = arrival.arrivedNanos() - atNanos;
            if (!arrival.video()) {
                firstAudio = firstAudio < 0 ? after : firstAudio;
            } else if (seenBefore.contains(sender) || arrival.keyframe()) {
                if (seen.add(sender) && seen.size() == 1) {
                    firstVideo = after;
                }
                allVideo = seen.size() == company.size() && allVideo < 0 ? after : allVideo;
            }
        }

        long firstAudioNanos() {
            return firstAudio;
        }

        long firstVideoNanos() {
            return firstVideo;
        }

        long allVideoNanos() {
            return allVideo;
        }

        boolean complete() {
            return firstAudio >= 0 && allVideo >= 0;
        }
    }
}
