package lectern.lti.launch;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.roles.Roles;
import org.jspecify.annotations.Nullable;

/** The places of this server. */
final class Destinations {
    private final Map<Place, Destination> byPlace = new EnumMap<>(Place.class);

    /** @throws IllegalArgumentException for two of one place */
    Destinations(List<Destination> all) {
        for (Destination destination : all) {
            if (byPlace.put(destination.place(), destination) != null) {
                throw new IllegalArgumentException("two answer for " + destination.place());
            }
        }
    }

    /** The launch's place, or the nearest one that this server has; throws {@link Refused} when it has none. */
    Destination of(LtiLaunch launch) {
        Place place = Routing.of(launch);
        if (place == Place.ADMIN && !Roles.administers(launch.roles())) {
            throw new Refused(Refusal.ADMINS_ONLY);
        }
        Destination found = byPlace.get(place);
        return found != null
                ? found
                : Optional.ofNullable(nearest(place, launch))
                        .orElseThrow(() -> new Refused(Refusal.UNSUPPORTED_MESSAGE));
    }

    private @Nullable Destination nearest(Place place, LtiLaunch launch) {
        if (place != Place.ADMIN && place != Place.COURSE) {
            return null;
        }
        Destination course = launch.course() == null ? null : byPlace.get(Place.COURSE);
        boolean room = launch.link() != null || launch.course() != null;
        return course == null && room ? byPlace.get(Place.LOBBY) : course;
    }
}
