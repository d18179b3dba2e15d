package lectern.recordings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import lectern.classroom.Address;
import lectern.classroom.Audience;
import lectern.classroom.ClassState;
import lectern.classroom.Participant;
import lectern.classroom.Retelling;
import lectern.classroom.Stamped;
import lectern.web.Json;
import org.jspecify.annotations.Nullable;

/**
 * Whose voice went where, and who was speaking so that a recording may know it: of a word to one person a replay knows
 * neither the sound nor that it was said.
 */
final class VoicesInTime {
    private final Retelling told = new Retelling();
    private final Map<String, Voice> voices = new HashMap<>();
    private Set<String> speaking = Set.of();

    /**
     * Where a voice goes.
     *
     * @param to the word of the protocol, {@code here} for the own room
     */
    private record Voice(String to, @Nullable Integer room) {
        static final Voice HERE = new Voice("here", null);

        static Voice of(@Nullable Address address) {
            if (address == null) {
                return HERE;
            }
            Address.To to = address.to() == Address.To.PERSON ? Address.To.NOBODY : address.to();
            return new Voice(to.word(), address.room());
        }
    }

    /** The entries of the timeline that this event makes, {@code talk} and {@code speaking}. */
    List<ObjectNode> after(Stamped stamped) {
        ClassState state = told.tell(stamped);
        List<ObjectNode> entries = new ArrayList<>();
        for (Participant p : state.everybody()) {
            Voice now = Voice.of(p.address());
            if (!now.equals(Objects.requireNonNullElse(voices.put(p.id(), now), Voice.HERE))) {
                ObjectNode entry = entry(stamped, "talk").put("person", p.id()).put("to", now.to());
                entries.add(now.room() == null ? entry : entry.put("room", now.room()));
            }
        }
        Set<String> audible = new HashSet<>(Audience.recordable(state).hears());
        audible.removeIf(id -> state.present(id).filter(Participant::speaking).isEmpty());
        for (String id : speaking) {
            if (!audible.contains(id)) {
                entries.add(entry(stamped, "speaking").put("person", id).put("on", false));
            }
        }
        for (String id : audible) {
            if (!speaking.contains(id)) {
                entries.add(entry(stamped, "speaking").put("person", id).put("on", true));
            }
        }
        speaking = audible;
        return entries;
    }

    private static ObjectNode entry(Stamped stamped, String type) {
        return Json.shared().createObjectNode().put("t", stamped.micros()).put("type", type);
    }
}
