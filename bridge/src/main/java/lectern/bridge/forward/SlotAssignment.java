package lectern.bridge.forward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import org.jspecify.annotations.Nullable;

/**
 * Which source is in which receive slot, as a function of who was there before. Sticky: a source that stays among the
 * chosen stays where it is, so that pictures do not jump and no keyframe is wasted.
 */
public final class SlotAssignment {
    /** What a newcomer must be louder, in dB, to take the place of somebody who speaks. */
    private static final int LOUDER = 6;

    private SlotAssignment() {}

    /**
     * A source that is being sent and that the receiver's row allows.
     *
     * @param level smoothed audio level in -dBov, 0 is the loudest, 127 silence
     * @param spokeAt when the endpoint was last heard speaking; the greater the later
     */
    public record Candidate(SourceKey key, boolean speaking, int level, long spokeAt) {}

    /**
     * Video: what the view shows in its order, then screens, then cameras, of which those who speak or spoke last come
     * first. A tile of no height is not shown.
     *
     * @param candidates cameras and screens, in a stable order
     */
    public static List<@Nullable SourceKey> video(
            List<@Nullable SourceKey> before, List<Candidate> candidates, View view) {
        Map<SourceKey, Integer> rank = new HashMap<>();
        for (View.Tile tile : view.tiles()) {
            rank.putIfAbsent(new SourceKey(tile.endpoint(), tile.kind()), tile.height() == 0 ? -1 : rank.size());
        }
        Set<SourceKey> held = new HashSet<>(before);
        int tiles = rank.size();
        Comparator<Candidate> order = Comparator.<Candidate>comparingInt(c -> rank.getOrDefault(c.key(), tiles))
                .thenComparing(c -> c.key().kind() != SourceKind.SCREEN)
                .thenComparing(c -> !c.speaking())
                .thenComparing(c -> !held.contains(c.key()))
                .thenComparing(c -> -c.spokeAt());
        List<Candidate> wanted = new ArrayList<>(candidates);
        wanted.removeIf(c -> rank.getOrDefault(c.key(), tiles) < 0);
        wanted.sort(order);
        return place(before, wanted);
    }

    /**
     * Audio: sound of screens, then microphones by loudness. Those who are silent keep their slot until somebody who
     * speaks needs it.
     *
     * @param candidates microphones and screens' sound, in a stable order
     */
    public static List<@Nullable SourceKey> audio(List<@Nullable SourceKey> before, List<Candidate> candidates) {
        Set<SourceKey> held = new HashSet<>(before);
        Comparator<Candidate> order = Comparator.<Candidate, Boolean>comparing(
                        c -> c.key().kind() != SourceKind.SCREEN_AUDIO)
                .thenComparing(c -> !c.speaking())
                .thenComparingInt(c -> c.speaking() ? c.level() - (held.contains(c.key()) ? LOUDER : 0) : 0)
                .thenComparing(c -> !held.contains(c.key()))
                .thenComparing(c -> -c.spokeAt());
        List<Candidate> wanted = new ArrayList<>(candidates);
        wanted.sort(order);
        return place(before, wanted);
    }

    /** Puts the first sources into the slots, each into the one it had if it had one. */
    private static List<@Nullable SourceKey> place(List<@Nullable SourceKey> before, List<Candidate> wanted) {
        Set<SourceKey> chosen = new HashSet<>();
        List<SourceKey> inOrder = new ArrayList<>();
        for (Candidate candidate : wanted) {
            if (inOrder.size() < before.size() && chosen.add(candidate.key())) {
                inOrder.add(candidate.key());
            }
        }
        List<@Nullable SourceKey> after = new ArrayList<>(Collections.nCopies(before.size(), null));
        for (int slot = 0; slot < before.size(); slot++) {
            SourceKey source = before.get(slot);
            if (source != null && chosen.remove(source)) {
                after.set(slot, source);
            }
        }
        int free = 0;
        for (SourceKey source : inOrder) {
            if (!chosen.contains(source)) {
                continue;
            }
            while (after.get(free) != null) {
                free++;
            }
            after.set(free, source);
        }
        return after;
    }
}
