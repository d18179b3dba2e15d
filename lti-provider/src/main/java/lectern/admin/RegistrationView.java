package lectern.admin;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import lectern.account.AdminIdentity;
import lectern.lti.refusal.LaunchHistory;
import lectern.lti.registration.Connection;
import lectern.lticonfig.Family;
import lectern.lticonfig.Service;
import org.jspecify.annotations.Nullable;

/**
 * A registration as the console shows it.
 *
 * @param services that the LMS granted; null when it did not say
 * @param lastLaunchAt of all deployments shown
 */
record RegistrationView(
        long id,
        String name,
        String iss,
        String clientId,
        String family,
        String familyTitle,
        String state,
        String madeBy,
        boolean updatable,
        Instant createdAt,
        @Nullable List<String> services,
        @Nullable Instant lastLaunchAt,
        List<Place> deployments) {
    /** A deployment of it. */
    record Place(
            long id,
            String deploymentId,
            String state,
            Instant createdAt,
            @Nullable Instant lastLaunchAt) {}

    static RegistrationView of(
            Connection connection, AdminIdentity who, Map<LaunchHistory.Place, LaunchHistory.Row> last) {
        AdminIdentity.Tenant tenant = who.tenant();
        List<Place> places = connection.places().stream()
                .filter(place -> tenant == null || place.id() == tenant.id())
                .map(place -> new Place(
                        place.id(),
                        place.deploymentId(),
                        word(place.state()),
                        place.createdAt(),
                        at(last.get(new LaunchHistory.Place(
                                connection.iss(), connection.clientId(), place.deploymentId())))))
                .toList();
        return new RegistrationView(
                connection.id(),
                Names.of(connection),
                connection.iss(),
                connection.clientId(),
                connection.family(),
                Family.bySlug(connection.family()).orElse(Family.GENERIC).title(),
                word(connection.state()),
                madeBy(connection),
                connection.origin().updatable(),
                connection.origin().createdAt(),
                connection.scopes().isEmpty() ? null : granted(connection),
                places.stream()
                        .map(Place::lastLaunchAt)
                        .filter(Objects::nonNull)
                        .max(Instant::compareTo)
                        .orElse(null),
                places);
    }

    private static @Nullable Instant at(LaunchHistory.@Nullable Row row) {
        return row == null ? null : row.at();
    }

    private static List<String> granted(Connection connection) {
        return Stream.of(Service.values())
                .filter(service -> service.within(connection.scopes()))
                .map(RegistrationView::word)
                .toList();
    }

    private static String madeBy(Connection connection) {
        return connection.origin().inSettings()
                ? "settings"
                : word(connection.origin().source());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
