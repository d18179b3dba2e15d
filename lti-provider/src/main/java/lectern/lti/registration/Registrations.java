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
import org.jdbi.v3.core.Handle;

/**
 * The registered LMSs, for launches. Of those that lectern.conf or {@code --practice} name, only what this start named is
 * active; the others keep their data. Those made by registering, by command or in the console stay as they are.
 */
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
        database.change(RegistrationStore::disableNamedByStart);
        for (Settings.Registration registration : manual) {
            long id = put(registration, Registration.Source.MANUAL);
            database.change(handle -> RegistrationStore.inSettings(handle, id));
        }
    }

    /** Adds a registration, or replaces the one with the same issuer and client id; its deployments are enabled. */
    public long put(Settings.Registration registration, Registration.Source source) {
        String origin = source.name().toLowerCase(Locale.ROOT);
        return database.write(handle -> {
            long id = RegistrationStore.put(handle, registration, origin, clock.millis());
            for (String deployment : registration.deployments()) {
                RegistrationStore.enable(handle, id, deployment, clock.millis());
            }
            return id;
        });
    }

    public Optional<Registration> byId(long id) {
        return database.read(handle -> byId(handle, id));
    }

    /** {@link #byId(long)} within a transaction under way. */
    public Optional<Registration> byId(Handle handle, long id) {
        return RegistrationStore.byId(handle, id);
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

    /** The deployment, if a launch or somebody who runs this server has made it. */
    public Optional<Deployment> known(Registration registration, String deploymentId) {
        return database.read(handle -> RegistrationStore.known(handle, registration.id(), deploymentId));
    }

    /** Origins whose pages may frame ours: those of the approved platforms, for a policy's {@code frame-ancestors}. */
    public Set<String> frameOrigins() {
        Set<String> origins = new LinkedHashSet<>();
        Collection<Registration> approved = database.read(RegistrationStore::approved);
        for (Registration registration : approved) {
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
