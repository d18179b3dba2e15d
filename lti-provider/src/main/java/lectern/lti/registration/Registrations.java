package lectern.lti.registration;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import lectern.settings.Settings;
import lectern.store.Database;

/** The registered LMSs. Only those that this start named are active; the others keep their data. */
public final class Registrations {
    private final Database database;
    private final Clock clock;
    private final boolean newDeploymentsEnabled;

    public Registrations(Database database, Clock clock, Settings.Lti policy) {
        this.database = database;
        this.clock = clock;
        newDeploymentsEnabled = policy.newDeployments() == Settings.Lti.NewDeployments.ENABLED;
    }

    /** At start: makes the settings' registrations the active ones. */
    public void begin(List<Settings.Registration> manual) {
        database.change(RegistrationStore::disableAll);
        manual.forEach(registration -> put(registration, Registration.Source.MANUAL));
    }

    /** Adds a registration, or replaces the one with the same issuer and client id; its deployments are enabled. */
    public void put(Settings.Registration registration, Registration.Source source) {
        String origin = source.name().toLowerCase(Locale.ROOT);
        database.change(handle -> {
            long id = RegistrationStore.put(handle, registration, origin, clock.millis());
            for (String deployment : registration.deployments()) {
                RegistrationStore.enable(handle, id, deployment, clock.millis());
            }
        });
    }

    public Optional<Registration> byId(long id) {
        return database.read(handle -> RegistrationStore.byId(handle, id));
    }

    public Optional<Registration> find(String iss, String clientId) {
        return database.read(handle -> RegistrationStore.find(handle, iss, clientId));
    }

    /** The issuer's registration when it has exactly one, for platforms that send no client id. */
    public Optional<Registration> onlyOneOf(String iss) {
        List<Registration> found = database.read(handle -> RegistrationStore.byIssuer(handle, iss));
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** The deployment, which a first launch makes, enabled or pending by the setting. */
    public Deployment deployment(Registration registration, String deploymentId) {
        return database.write(handle -> {
            RegistrationStore.insertDeployment(
                    handle,
                    registration.id(),
                    deploymentId,
                    newDeploymentsEnabled ? "enabled" : "pending",
                    clock.millis());
            return RegistrationStore.deployment(handle, registration.id(), deploymentId);
        });
    }

    /** Origins whose pages may frame ours: those of the active platforms, for a policy's {@code frame-ancestors}. */
    public Set<String> frameOrigins() {
        Set<String> origins = new LinkedHashSet<>();
        Collection<Registration> active = database.read(RegistrationStore::active);
        for (Registration registration : active) {
            Origins.of(registration.iss()).ifPresent(origins::add);
            Origins.of(registration.authUrl().toString()).ifPresent(origins::add);
            if (registration.family().equals("canvas")) {
                // Canvas cloud signs on one host and shows courses on each school's.
                origins.add("https://*.instructure.com");
            } else if (registration.family().equals("blackboard")) {
                origins.add("https://*.blackboard.com");
            }
        }
        return origins;
    }
}
