package lectern.admin.health;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import lectern.account.AdminAccess;
import lectern.account.AdminIdentity;
import lectern.admin.health.Condition.Check;
import lectern.admin.health.Condition.Outcome;
import lectern.lti.http.ClockOffsets;
import lectern.lti.keys.KeySetFetcher;
import lectern.lti.keys.ToolKeys;
import lectern.lti.refusal.LaunchHistory;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Connections;
import lectern.recordings.StorageUse;
import lectern.settings.Settings;
import lectern.store.Database;
import lectern.web.ApiError;
import lectern.web.Feature;
import lectern.web.Json;
import lectern.web.RateLimit;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/health}: the lines, and asking an LMS anew for its keys, which measures its clock as well. */
public final class ConditionsFeature implements Feature {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int EACH = 6;
    private static final int ALL = 60;

    private final Parts parts;
    private final ServerConditions server;
    private final RegistrationConditions registrations;
    private final RateLimit limit;

    /**
     * What is looked at.
     *
     * @param certificate null when the server does not speak https itself
     * @param store whether the database answers
     * @param recorder whether the recorder is connected
     */
    public record Parts(
            AdminAccess access,
            URI baseUrl,
            @Nullable Path certificate,
            BooleanSupplier store,
            BooleanSupplier recorder,
            StorageUse storage,
            ToolKeys keys,
            Connections connections,
            KeySetFetcher keySets,
            ClockOffsets clocks,
            LaunchHistory launches,
            Database database,
            Clock clock) {}

    public ConditionsFeature(Parts parts) {
        this.parts = parts;
        server = new ServerConditions(
                new ServerConditions.Server(
                        parts.baseUrl(),
                        parts.certificate(),
                        parts.store(),
                        parts.recorder(),
                        parts.storage(),
                        parts.keys()),
                parts.clock());
        registrations = new RegistrationConditions(parts.keySets(), parts.clocks(), parts.clock());
        limit = new RateLimit(parts.clock(), WINDOW, EACH, ALL);
    }

    @Override
    public void add(RoutesConfig routes) {
        routes.get("/api/admin/health", this::lines);
        routes.post("/api/admin/registrations/{id}/check", this::check);
    }

    private record Line(
            String check,
            String outcome,
            String state,
            @Nullable Long registration,
            @Nullable String school,
            Map<String, Object> values,
            @Nullable String said) {}

    private void lines(Context ctx) {
        AdminIdentity who = parts.access().authenticate(ctx);
        AdminIdentity.Tenant tenant = who.tenant();
        List<Connection> connections = parts.connections().all();
        List<Condition> found = new ArrayList<>();
        if (who.server()) {
            found.addAll(server.all());
            found.add(registered(connections));
        } else {
            found.add(server.recorder());
        }
        RegistrationConditions.Standing standing =
                RegistrationConditions.Standing.read(parts.database(), parts.launches());
        for (Connection one : connections) {
            boolean shown = tenant == null || one.id() == tenant.registrationId();
            if (shown && one.state() == Connection.State.ACTIVE) {
                Settings.Registration values =
                        parts.connections().values(one.id()).orElseThrow(ConditionsFeature::unknown);
                found.addAll(registrations.of(one, values, who, standing));
            }
        }
        Json.answer(
                ctx,
                Map.of(
                        "at",
                        parts.clock().instant(),
                        "lines",
                        found.stream().map(one -> line(one, connections)).toList()));
    }

    /** What waits for somebody's approval. */
    private static Condition registered(List<Connection> connections) {
        long waiting = connections.stream()
                .filter(one -> one.state() == Connection.State.WAITING)
                .count();
        long pending = connections.stream()
                .filter(one -> one.state() == Connection.State.ACTIVE)
                .flatMap(one -> one.places().stream())
                .filter(place -> place.state() == Connection.PlaceState.PENDING)
                .count();
        long active = connections.stream()
                .filter(one -> one.state() == Connection.State.ACTIVE)
                .count();
        Outcome outcome = waiting + pending > 0 ? Outcome.WAITING : active == 0 ? Outcome.NONE : Outcome.FINE;
        return Condition.of(Check.REGISTRATIONS, outcome)
                .with("count", outcome == Outcome.WAITING ? waiting + pending : active);
    }

    private static Line line(Condition one, List<Connection> connections) {
        String school = connections.stream()
                .filter(connection -> one.registration() != null && connection.id() == one.registration())
                .map(connection -> connection.name().isEmpty() ? connection.iss() : connection.name())
                .findFirst()
                .orElse(null);
        return new Line(
                word(one.check()),
                word(one.outcome()),
                word(one.outcome().state()),
                one.registration(),
                school,
                one.values(),
                one.said());
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private void check(Context ctx) {
        AdminIdentity who = parts.access().authenticate(ctx);
        String number = ctx.pathParam("id");
        long id = number.matches("[0-9]{1,15}") ? Long.parseLong(number) : 0;
        AdminIdentity.Tenant tenant = who.tenant();
        if (tenant != null && tenant.registrationId() != id) {
            throw unknown();
        }
        Settings.Registration values = parts.connections().values(id).orElseThrow(ConditionsFeature::unknown);
        if (!limit.allows(String.valueOf(id))) {
            throw ApiError.tooMany("That was too often. Wait a minute and try again.");
        }
        try {
            parts.keySets().check(values.jwksUrl());
            ctx.status(204);
        } catch (IOException e) {
            throw new ApiError(502, "keyset_unavailable", String.valueOf(e.getMessage()));
        }
    }

    private static ApiError unknown() {
        return ApiError.notFound("There is no such registration.");
    }
}
