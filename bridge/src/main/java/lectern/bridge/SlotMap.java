package lectern.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is in an endpoint's receive slots from now on; always all slots.
 *
 * @param revision grows by one with each map of an endpoint
 */
public record SlotMap(long revision, List<Slot> slots) {
    public SlotMap {
        slots = List.copyOf(slots);
    }

    /**
     * One receive slot.
     *
     * @param mid the slot's media line, {@code a0}… or {@code v0}…
     * @param endpoint the sender, null for an empty slot
     * @param kind null for an empty slot
     * @param paused nothing is sent of it at present, because the receiver's line does not carry it
     */
    public record Slot(
            String mid, @Nullable String endpoint, @Nullable SourceKind kind, boolean paused) {}
}
