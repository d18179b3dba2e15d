package lectern.bridge;

import java.util.Map;
import java.util.Set;

/**
 * Who receives whom, for a whole conference: immutable and replaced whole. An endpoint without a row receives nothing;
 * a sender that stands in nobody's row is heard by nobody; nobody receives themselves, whatever their row says. Breakout rooms, visits and mutes are nothing but rows.
 *
 * @param rows by receiving endpoint
 * @param recorder what the tap gets
 */
public record AudienceTable(Map<String, Row> rows, Row recorder) {
    /** Nobody receives anything. */
    public static final AudienceTable SILENT = new AudienceTable(Map.of(), Row.NOTHING);

    public AudienceTable {
        rows = Map.copyOf(rows);
    }

    /** The receiver's row, {@link Row#NOTHING} when it has none. */
    public Row row(String receiver) {
        return rows.getOrDefault(receiver, Row.NOTHING);
    }

    /**
     * Senders of one receiver, by endpoint.
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

        public boolean allows(String sender, SourceKind kind) {
            return switch (kind) {
                case MIC -> hears.contains(sender);
                case CAMERA -> sees.contains(sender);
                case SCREEN, SCREEN_AUDIO -> watches.contains(sender);
            };
        }
    }
}
