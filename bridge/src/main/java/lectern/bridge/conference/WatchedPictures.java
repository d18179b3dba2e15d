package lectern.bridge.conference;

import java.util.List;
import java.util.function.BiConsumer;
import lectern.bridge.Watched;
import lectern.bridge.simulcast.LayerChoice;

/** Finds what nobody looks at any more, or somebody does again, so that its sender can be told. */
final class WatchedPictures {
    private WatchedPictures() {}

    /** Takes stock of all slots; {@code told} gets a sender's id where the answer is another one than before. */
    static void settle(List<Endpoint> present, long now, BiConsumer<String, Watched> told) {
        for (Endpoint receiver : present) {
            receiver.receiver().video().forEach(WatchedPictures::mark);
        }
        for (Endpoint sender : present) {
            if (sender.publisher().settle(now)) {
                told.accept(sender.id(), sender.publisher().watched());
            }
        }
    }

    private static void mark(Slot slot) {
        Source source = slot.source();
        if (source != null) {
            source.interest(LayerChoice.LOW).mark();
            if (slot.wanted() == LayerChoice.HIGH) {
                source.interest(LayerChoice.HIGH).mark();
            }
        }
    }
}
