package lectern.lti.registration;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import lectern.settings.Settings;
import lectern.store.Database;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The registrations for those who run this server: by command, in the console, and when an LMS registers itself. Nothing
 * here deletes what a school has; a connection that is removed may no longer launch. Any thread.
 */
public final class Connections {
    /** Strangers can make this many wait; the next ones are told to come back later. */
    private static final int MAX_WAITING = 100;

    private final Database database;
    private final Clock clock;

    public Connections(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** What came of an attempt to change one. */
    public enum Change {
        DONE,
        UNKNOWN,
        /** lectern.conf names it, so that it is changed there. */
        IN_SETTINGS
    }

    /** All of them, oldest first. */
    public List<Connection> all() {
        return database.read(ConnectionStore::all);
    }

    public Optional<Connection> find(long id) {
        return database.read(handle -> ConnectionStore.find(handle, id));
    }

    /** Where an LMS's own registration can be changed. */
    public Optional<Registered.Management> management(long id) {
        return database.read(handle -> ConnectionStore.management(handle, id));
    }

    /** Whether the issuer has a connection already that launches. */
    public boolean connected(String iss) {
        return database.read(handle -> !RegistrationStore.byIssuer(handle, iss).isEmpty());
    }

    /** Whether no more may wait for an approval. */
    public boolean full() {
        return database.read(ConnectionStore::waiting) >= MAX_WAITING;
    }

    /**
     * Adds a registration, or replaces the values of the one with the same issuer and client id.
     *
     * @param invite the code that came with it, which is used up by this in the same moment; when it is not good any
     *     more the registration waits. Null for none.
     * @return its id
     */
    public long put(Registered registered, @Nullable String invite) {
        return database.write(handle -> {
            Long code = invite == null ? null : InviteStore.use(handle, InviteCodes.hash(invite), clock.millis());
            boolean approved = invite == null ? registered.approved() : code != null;
            long id = ConnectionStore.put(handle, registered, approved, clock.millis());
            if (code != null) {
                ConnectionStore.invitedBy(handle, id, code);
            }
            for (String deployment : registered.values().deployments()) {
                RegistrationStore.insertDeployment(
                        handle, id, deployment, approved ? "enabled" : "pending", clock.millis());
                if (approved) {
                    RegistrationStore.enable(handle, id, deployment, clock.millis());
                }
            }
            return id;
        });
    }

    /** The addresses of one, with its deployments that may launch. */
    public Optional<Settings.Registration> values(long id) {
        return database.read(handle -> ConnectionStore.values(handle, id));
    }

    /** The registration of a deployment, by the deployment's row. */
    public Optional<Long> ofDeployment(long deployment) {
        return all().stream()
                .filter(one -> one.places().stream().anyMatch(place -> place.id() == deployment))
                .map(Connection::id)
                .findFirst();
    }

    /** Changes the name and the addresses of one; issuer and client id are what it is, and stay. */
    public Change edit(long id, String name, Settings.Registration values) {
        return database.write(handle -> change(handle, id, () -> ConnectionStore.edit(handle, id, name, values)));
    }

    /** Lets a deployment launch that the LMS has not named yet, or that waits. */
    public Change addDeployment(long id, String deploymentId) {
        return database.write(handle -> {
            if (ConnectionStore.find(handle, id).isEmpty()) {
                return Change.UNKNOWN;
            }
            RegistrationStore.enable(handle, id, deploymentId, clock.millis());
            return Change.DONE;
        });
    }

    /** Keeps what the LMS granted anew. */
    public void changed(long id, Set<String> scopes, Registered.@Nullable Management management) {
        database.change(handle -> ConnectionStore.changed(handle, id, scopes, management));
    }

    /** Lets it launch, with the deployments that waited. */
    public Change approve(long id) {
        return database.write(handle -> change(handle, id, () -> ConnectionStore.approve(handle, id)));
    }

    /** Lets it launch no more. */
    public Change remove(long id) {
        return database.write(handle -> change(handle, id, () -> ConnectionStore.remove(handle, id)));
    }

    private static Change change(Handle handle, long id, Runnable work) {
        Optional<Connection> found = ConnectionStore.find(handle, id);
        if (found.isEmpty()) {
            return Change.UNKNOWN;
        }
        if (found.get().origin().inSettings()) {
            return Change.IN_SETTINGS;
        }
        work.run();
        return Change.DONE;
    }

    /**
     * Lets a deployment launch or not.
     *
     * @param id of the row, not the LMS's
     */
    public Change deployment(long id, Connection.PlaceState state) {
        return database.write(handle -> ConnectionStore.deployment(handle, id, state) ? Change.DONE : Change.UNKNOWN);
    }
}
