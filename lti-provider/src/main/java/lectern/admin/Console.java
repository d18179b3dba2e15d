package lectern.admin;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import lectern.account.AdminAccess;
import lectern.admin.AuditEntry.Action;
import lectern.admin.AuditEntry.Actor;
import lectern.admin.health.ConditionsFeature;
import lectern.lti.Lti;
import lectern.lti.keys.ToolKeys;
import lectern.lti.launch.AdminDestination;
import lectern.policy.Policies;
import lectern.recordings.Library;
import lectern.recordings.StorageUse;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.Feature;
import lectern.web.MessagePage;

/** The console's parts, wired. */
public final class Console {
    private final AdminAccess access;
    private final FirstLink first;
    private final AuditLog audit;
    private final ToolKeys keys;
    private final int keyDays;
    private final List<Feature> features;

    /**
     * What the console stands on.
     *
     * @param recordings the folder that the recorder writes to
     * @param recorder whether the recorder is connected
     */
    public record Ground(
            Settings settings,
            DataFolder folder,
            Database database,
            AdminAccess access,
            Library library,
            Path recordings,
            BooleanSupplier recorder,
            Clock clock) {}

    public Console(Ground ground, Lti lti) {
        URI baseUrl = ground.settings().baseUrl();
        Database database = ground.database();
        access = ground.access();
        first = new FirstLink(access, ground.folder(), baseUrl);
        audit = new AuditLog(database, ground.clock());
        Lti.Observed observed = lti.observed();
        StorageUse storage = new StorageUse(database, ground.recordings());
        Settings.Tls tls = ground.settings().http().tls();
        keys = observed.keys();
        keyDays = ground.settings().lti().keyDays();
        features = List.of(
                new PoliciesFeature(new PoliciesFeature.Sources(
                        access,
                        lti.connections(),
                        new Policies(database),
                        ground.library(),
                        audit,
                        ground.settings().classes().maxPeople())),
                new LaunchesFeature(access, lti.connections(), observed.launches()),
                new StorageFeature(access, lti.connections(), storage),
                new KeysFeature(access, keys, audit, new KeysFeature.About(baseUrl, keyDays, ground.clock())),
                new AdminFeature(access, first, audit, lti.connections()),
                new RegistrationsFeature(new RegistrationsFeature.Sources(
                        access, lti.connections(), lti.registering(), observed.launches(), audit)),
                new InvitesFeature(access, lti.invites(), audit, baseUrl),
                new ConditionsFeature(new ConditionsFeature.Parts(
                        access,
                        baseUrl,
                        tls == null ? null : tls.certificate(),
                        database::answers,
                        ground.recorder(),
                        storage,
                        keys,
                        lti.connections(),
                        observed.keySets(),
                        observed.clocks(),
                        observed.launches(),
                        database,
                        ground.clock())));
    }

    /** Where the launch of an LMS's administrator leads. */
    public static AdminDestination destination(AdminAccess access, MessagePage page) {
        return new AdminDestination(access.tickets(), page, "/admin");
    }

    public List<Feature> features() {
        return features;
    }

    /** What to print at this start for whoever runs the server; empty but for the first. */
    public Optional<String> firstLink(boolean terminal) {
        return first.tell(terminal);
    }

    /** Makes the next key of ours when its time has come. */
    public void rotateKeys() {
        if (keyDays > 0) {
            keys.rotateAfter(Duration.ofDays(keyDays))
                    .ifPresent(next -> audit.add(
                            Actor.SCHEDULE,
                            Action.KEYS_ROTATED,
                            AuditLog.Subject.NONE,
                            next.kid() + ", signs from " + next.signsFrom()));
        }
    }

    /** Forgets sessions that are over, old entries of the trail, and the first link's file. */
    public void purge() {
        access.purge();
        audit.purge();
        first.purge();
    }
}
