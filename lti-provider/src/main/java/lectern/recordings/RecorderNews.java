package lectern.recordings;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import lectern.recorder.link.RecorderLink;
import org.jspecify.annotations.Nullable;

/**
 * What the recorder says back: wishes for keyframes go to the class they belong to, and trouble becomes a sentence for
 * the hosts. Told on the link's threads; safe for any.
 */
public final class RecorderNews implements RecorderLink.Listener {
    static final String AWAY =
            "The recorder stopped and is being started again. The class goes on; what happens until it "
                    + "is back is missing in the recording.";
    static final String DROPPED = "The recorder does not keep up: parts of this class are missing in the recording.";

    private final Map<Integer, Runnable> keyframes = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Consumer<@Nullable String>> followers = new CopyOnWriteArrayList<>();
    private boolean wasConnected;
    private long dropped;
    private volatile @Nullable String problem;

    /** Follows the problem: a sentence for hosts, or null when there is none any more. */
    public void follow(Consumer<@Nullable String> follower) {
        followers.add(follower);
    }

    @Nullable
    String problem() {
        return problem;
    }

    void opened(int linkTrack, Runnable requestKeyframe) {
        keyframes.put(linkTrack, requestKeyframe);
    }

    void closed(int linkTrack) {
        keyframes.remove(linkTrack);
    }

    @Override
    public void keyframeWanted(int track) {
        Runnable request = keyframes.get(track);
        if (request != null) {
            request.run();
        }
    }

    @Override
    public void stateChanged(RecorderLink.LinkState state) {
        String now = sentence(state);
        String before = problem;
        problem = now;
        if (now == null ? before != null : !now.equals(before)) {
            followers.forEach(follower -> follower.accept(now));
        }
    }

    /** A recorder that has not come up yet is no problem before a class needs it. */
    private synchronized @Nullable String sentence(RecorderLink.LinkState state) {
        boolean lostMore = state.droppedPackets() > dropped;
        dropped = state.droppedPackets();
        wasConnected |= state.connected();
        if (!state.connected()) {
            return wasConnected ? AWAY : null;
        }
        if (state.problem() != null) {
            return "The recording has a problem: " + state.problem();
        }
        return lostMore ? DROPPED : null;
    }
}
