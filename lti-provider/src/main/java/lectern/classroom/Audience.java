package lectern.classroom;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

    /**
     * Everybody receives the others of their room, or of the room they look into: microphones, cameras, and hosts'
     * screens. A mute is above everything; then comes whom a host speaks to, then what students may have of each other.
     */
    public static Audience of(ClassState state) {
        List<Participant> present = state.present();
        Map<String, Row> rows = new HashMap<>();
        for (Participant receiver : present) {
            rows.put(
                    receiver.id(),
                    row(
                            present,
                            sender -> hears(receiver, sender, state.rules()),
                            sender -> sees(receiver, sender, state.rules()),
                            sender -> inView(receiver, sender)));
        }
        return new Audience(rows, state.recording() ? recordable(state) : Row.NOTHING);
    }

    /**
     * What a recording may hold: what a student in the sender's room, or in the room that is spoken to, gets. What is for
     * hosts or for one person only is in nobody's replay.
     */
    public static Row recordable(ClassState state) {
        Rules rules = state.rules();
        return row(
                state.present(),
                sender -> !sender.muted()
                        && (sender.person().host() || !rules.hearHostsOnly())
                        && (sender.address() == null || reachesRooms(sender.address())),
                sender -> sender.person().host() || !(sender.hidden() || rules.seeHostsOnly()),
                sender -> true);
    }

    private static boolean reachesRooms(Address address) {
        return address.to() == Address.To.ROOM || address.to() == Address.To.ROOMS;
    }

    private static boolean hears(Participant receiver, Participant sender, Rules rules) {
        if (receiver == sender || sender.muted()) {
            return false;
        }
        Address address = sender.address();
        if (address != null) {
            return address.reaches(receiver.id(), receiver.looksAt());
        }
        return inView(receiver, sender)
                && (receiver.person().host() || sender.person().host() || !rules.hearHostsOnly());
    }

    private static boolean sees(Participant receiver, Participant sender, Rules rules) {
        return inView(receiver, sender)
                && (receiver.person().host() || sender.person().host() || !(sender.hidden() || rules.seeHostsOnly()));
    }

    private static boolean inView(Participant receiver, Participant sender) {
        return receiver != sender && receiver.looksAt() == sender.room();
    }

    private static Row row(
            List<Participant> present,
            Predicate<Participant> heard,
            Predicate<Participant> seen,
            Predicate<Participant> watched) {
        return new Row(
                ids(present, heard),
                ids(present, seen),
                ids(present, watched.and(p -> p.person().host())));
    }

    /** Observers send nothing, whatever else holds. */
    private static Set<String> ids(List<Participant> present, Predicate<Participant> which) {
        return present.stream()
                .filter(p -> p.person().sends())
                .filter(which)
                .map(Participant::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
