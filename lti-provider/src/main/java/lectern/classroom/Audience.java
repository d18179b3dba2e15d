package lectern.classroom;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who hears and sees whom, for the whole class: a pure function of the state, replaced whole with each change. Nobody
 * receives what their row does not name.
 *
 * @param rows by receiving person
 * @param recorder what is recorded
 */
public record Audience(Map<String, Row> rows, Row recorder) {
    public static final Audience NOBODY = new Audience(Map.of(), Row.NOTHING);

    public Audience {
        rows = Map.copyOf(rows);
    }

    /**
     * What one person receives, by sender.
     *
     * @param hears microphones
     * @param sees cameras
     * @param watches screens with their sound
     */
    public record Row(Set<String> hears, Set<String> sees, Set<String> watches) {
        public static final Row NOTHING = new Row(Set.of(), Set.of(), Set.of());

        public Row {
            hears = Set.copyOf(hears);
            sees = Set.copyOf(sees);
            watches = Set.copyOf(watches);
        }

        /** Whether this kind of source ({@code mic}, {@code camera}, {@code screen}, {@code screen-audio}) comes through. */
        public boolean allows(String sender, String kind) {
            return switch (kind) {
                case "mic" -> hears.contains(sender);
                case "camera" -> sees.contains(sender);
                default -> watches.contains(sender);
            };
        }
    }

    public Row row(String person) {
        return rows.getOrDefault(person, Row.NOTHING);
    }

    /** Everybody receives the others of their room: unmuted microphones, cameras, and hosts' screens. */
    public static Audience of(ClassState state) {
        List<Participant> present = state.present();
        Map<String, Row> rows = new HashMap<>();
        for (Participant receiver : present) {
            rows.put(
                    receiver.id(),
                    row(present.stream()
                            .filter(sender -> sender.room() == receiver.room() && sender != receiver)
                            .toList()));
        }
        return new Audience(rows, state.recording() ? row(present) : Row.NOTHING);
    }

    private static Row row(List<Participant> senders) {
        Set<String> hears = new HashSet<>();
        Set<String> sees = new HashSet<>();
        Set<String> watches = new HashSet<>();
        for (Participant sender : senders) {
            if (!sender.person().sends()) {
                continue;
            }
            sees.add(sender.id());
            if (!sender.muted()) {
                hears.add(sender.id());
            }
            if (sender.person().host()) {
                watches.add(sender.id());
            }
        }
        return new Row(hears, sees, watches);
    }
}
