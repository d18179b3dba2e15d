package lectern.admin.health;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import lectern.account.AdminIdentity;
import lectern.admin.health.Condition.Check;
import lectern.admin.health.Condition.Outcome;
import lectern.lti.grades.ScoreStanding;
import lectern.lti.http.ClockOffsets;
import lectern.lti.keys.KeySetFetcher;
import lectern.lti.refusal.LaunchHistory;
import lectern.lti.registration.Connection;
import lectern.lti.roster.RosterStanding;
import lectern.settings.Settings;
import lectern.store.Database;
import org.jspecify.annotations.Nullable;

/** What is to be said of one registration; of one deployment of it for an LMS's administrator. */
final class RegistrationConditions {
    /** From here on it is said, and from there on launches are refused. */
    static final Duration SAID = Duration.ofSeconds(5);

    static final Duration REFUSED = Duration.ofSeconds(60);
    /** A key set older than that lives on for a day only. */
    private static final Duration STALE = Duration.ofHours(1);

    private final KeySetFetcher keySets;
    private final ClockOffsets clocks;
    private final Clock clock;

    RegistrationConditions(KeySetFetcher keySets, ClockOffsets clocks, Clock clock) {
        this.keySets = keySets;
        this.clocks = clocks;
        this.clock = clock;
    }

    /** What the store knows, read once for all registrations. */
    record Standing(
            Map<LaunchHistory.Place, LaunchHistory.Row> launches,
            Map<Long, ScoreStanding> scores,
            Map<Long, RosterStanding> rosters) {
        static Standing read(Database database, LaunchHistory history) {
            return new Standing(history.last(), ScoreStanding.of(database), RosterStanding.of(database));
        }
    }

    List<Condition> of(Connection connection, Settings.Registration values, AdminIdentity who, Standing standing) {
        AdminIdentity.Tenant tenant = who.tenant();
        List<Connection.Place> places = connection.places().stream()
                .filter(place -> tenant == null || place.id() == tenant.id())
                .toList();
        List<Condition> all = new ArrayList<>();
        all.add(clock(values));
        all.add(keySet(values.jwksUrl()));
        all.add(launch(connection, places, standing));
        scores(places, standing).ifPresent(all::add);
        roster(places, standing).ifPresent(all::add);
        return all.stream().map(one -> one.in(connection.id())).toList();
    }

    /** Of the hosts of a registration, the one whose clock was measured best. */
    private Condition clock(Settings.Registration values) {
        ClockOffsets.Offset best = null;
        for (URI uri : hosts(values)) {
            ClockOffsets.Offset one = clocks.of(String.valueOf(uri.getHost())).orElse(null);
            if (one != null && (best == null || one.uncertainty().compareTo(best.uncertainty()) < 0)) {
                best = one;
            }
        }
        if (best == null) {
            return Condition.of(Check.CLOCK, Outcome.NEVER);
        }
        Duration apart = best.ahead().abs();
        Outcome outcome = apart.compareTo(REFUSED) > 0
                ? Outcome.FAR_OFF
                : apart.compareTo(SAID) >= 0 ? Outcome.OFF : Outcome.FINE;
        return Condition.of(Check.CLOCK, outcome)
                .with("seconds", Math.round(apart.toMillis() / 1000.0))
                .with("uncertainty", Math.ceil(best.uncertainty().toMillis() / 100.0) / 10)
                .with("behind", !best.ahead().isNegative())
                .with("at", best.at().toString());
    }

    private static List<URI> hosts(Settings.Registration values) {
        List<URI> hosts = new ArrayList<>(List.of(values.jwksUrl()));
        if (values.tokenUrl() != null) {
            hosts.add(values.tokenUrl());
        }
        return hosts;
    }

    private Condition keySet(URI url) {
        Optional<KeySetFetcher.Fetched> last = keySets.last(url);
        String host = String.valueOf(url.getHost());
        if (last.isEmpty()) {
            return Condition.of(Check.KEYSET, Outcome.NEVER).with("host", host);
        }
        Instant good = last.get().goodAt();
        boolean living = good != null && good.plus(STALE).isAfter(clock.instant());
        Outcome outcome = last.get().problem() == null ? Outcome.FINE : living ? Outcome.STALE : Outcome.FAILED;
        return Condition.of(Check.KEYSET, outcome)
                .with("host", host)
                .with("at", text(good))
                .with("triedAt", last.get().triedAt().toString())
                .saying(last.get().problem());
    }

    private static Condition launch(Connection connection, List<Connection.Place> places, Standing standing) {
        Instant last = places.stream()
                .map(place -> standing.launches()
                        .get(new LaunchHistory.Place(connection.iss(), connection.clientId(), place.deploymentId())))
                .filter(Objects::nonNull)
                .map(LaunchHistory.Row::at)
                .max(Instant::compareTo)
                .orElse(null);
        return Condition.of(Check.LAUNCH, last == null ? Outcome.NEVER : Outcome.FINE)
                .with("at", text(last));
    }

    private static Optional<Condition> scores(List<Connection.Place> places, Standing standing) {
        ScoreStanding sum = places.stream()
                .map(place -> standing.scores().get(place.id()))
                .filter(Objects::nonNull)
                .reduce(ScoreStanding::with)
                .orElse(null);
        if (sum == null) {
            return Optional.empty(); // no teacher sends grades
        }
        Outcome outcome = sum.failed() > 0
                ? Outcome.FAILED
                : sum.problem() != null ? Outcome.HELD_UP : sum.lastAt() == null ? Outcome.NEVER : Outcome.FINE;
        return Optional.of(Condition.of(Check.SCORES, outcome)
                .with("at", text(sum.lastAt()))
                .with("waiting", sum.waiting())
                .with("failed", sum.failed())
                .saying(sum.problem()));
    }

    private static Optional<Condition> roster(List<Connection.Place> places, Standing standing) {
        RosterStanding sum = places.stream()
                .map(place -> standing.rosters().get(place.id()))
                .filter(Objects::nonNull)
                .reduce(RosterStanding::with)
                .orElse(null);
        if (sum == null) {
            return Optional.empty(); // no course has a list
        }
        Outcome outcome = sum.problem() != null ? Outcome.HELD_UP : sum.lastAt() == null ? Outcome.NEVER : Outcome.FINE;
        return Optional.of(Condition.of(Check.ROSTER, outcome)
                .with("at", text(sum.lastAt()))
                .with("failing", sum.failing())
                .saying(sum.problem()));
    }

    private static @Nullable String text(@Nullable Instant at) {
        return at == null ? null : at.toString();
    }
}
