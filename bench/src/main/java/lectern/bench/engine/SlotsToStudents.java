package lectern.bench.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.SlotMap;
import org.jspecify.annotations.Nullable;

/** Tells students who is in their slots, as a class does, so that the bytes of control can be counted. */
final class SlotsToStudents implements ConferenceListener {
    private final AtomicReference<@Nullable Conference> conference;

    SlotsToStudents(AtomicReference<@Nullable Conference> conference) {
        this.conference = conference;
    }

    /** Who has no open channel yet is not told; the benchmark counts only when everybody has. */
    @Override
    @SuppressWarnings("FutureReturnValueIgnored")
    public void slots(String endpoint, SlotMap map) {
        Conference to = conference.get();
        if (to != null) {
            String slots = map.slots().stream()
                    .map(slot -> "{\"mid\":\"" + slot.mid() + "\",\"person\":\"" + slot.endpoint() + "\",\"kind\":\""
                            + slot.kind() + "\"}")
                    .collect(Collectors.joining(","));
            to.send(endpoint, "{\"type\":\"slots\",\"revision\":" + map.revision() + ",\"slots\":[" + slots + "]}");
        }
    }
}
