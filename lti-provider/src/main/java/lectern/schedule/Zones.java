package lectern.schedule;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Names of the IANA time zone database, as browsers give them. */
public final class Zones {
    public static final ZoneId UTC = ZoneId.of("UTC");

    private Zones() {}

    /** The zone; empty for a name that this server's copy of the database does not have. */
    public static Optional<ZoneId> find(@Nullable String name) {
        if (name == null || !(name.equals("UTC") || ZoneId.getAvailableZoneIds().contains(name))) {
            return Optional.empty();
        }
        ZoneId zone = ZoneId.of(name);
        return Optional.of(zone.normalized().equals(ZoneOffset.UTC) ? UTC : zone);
    }
}
