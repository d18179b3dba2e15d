package lectern.lti;

import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import lectern.account.Accounts;
import lectern.account.CourseAccess;
import lectern.account.Tokens;
import lectern.lti.deeplink.Choices;
import lectern.lti.deeplink.DeepLinkDestination;
import lectern.lti.deeplink.DeepLinkFeature;
import lectern.lti.dynamic.DynamicRegistration;
import lectern.lti.dynamic.RegisterFeature;
import lectern.lti.groups.PlannedGroups;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.ClockOffsets;
import lectern.lti.http.PlatformHttp;
import lectern.lti.keys.KeySetFeature;
import lectern.lti.keys.KeySetFetcher;
import lectern.lti.keys.PlatformKeys;
import lectern.lti.keys.ToolKeys;
import lectern.lti.launch.CourseCopies;
import lectern.lti.launch.CourseDestination;
import lectern.lti.launch.CoursePage;
import lectern.lti.launch.Destination;
import lectern.lti.launch.LaunchFeature;
import lectern.lti.launch.LobbyDestination;
import lectern.lti.launch.PrivacyDestination;
import lectern.lti.launch.ReviewDestination;
import lectern.lti.launch.TokenChecks;
import lectern.lti.login.LoginFeature;
import lectern.lti.login.Logins;
import lectern.lti.login.OwnUrls;
import lectern.lti.login.PlatformStorage;
import lectern.lti.notices.NoticeFeature;
import lectern.lti.notices.Notices;
import lectern.lti.refusal.LaunchHistory;
import lectern.lti.refusal.LaunchLog;
import lectern.lti.refusal.RefusalPage;
import lectern.lti.registration.Connections;
import lectern.lti.registration.InviteCodes;
import lectern.lti.registration.Registration;
import lectern.lti.registration.Registrations;
import lectern.lticonfig.ToolDescription;
import lectern.schedule.Schedules;
import lectern.settings.Loopback;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.ClientAddress;
import lectern.web.Feature;
import lectern.web.MessagePage;
import lectern.web.SecurityHeaders;

/** The LTI side of the application. Makes the tool's key on the first run. */
public final class Lti {
    private final URI baseUrl;
    private final Registrations registrations;
    private final Connections connections;
    private final InviteCodes invites;
    private final DynamicRegistration registering;
    private final Logins logins;
    private final LaunchLog log;
    private final Choices choices;
    private final Schedules schedules;
    private final Notices notices;
    private final List<Feature> features;
    private final CourseServices courses;
    private final Observed observed;

    /** What LTI stands on. */
    public record Ground(
            Settings settings,
            DataFolder folder,
            Database database,
            Accounts accounts,
            CourseAccess courses,
            SecurityHeaders headers,
            MessagePage page,
            Clock clock) {}

    /** @param elsewhere the places of launches that other parts of the application answer */
    public Lti(Ground ground, Destination... elsewhere) {
        Settings settings = ground.settings();
        baseUrl = settings.baseUrl();
        Database database = ground.database();
        Clock clock = ground.clock();
        registrations = new Registrations(database, clock, settings.lti());
        registrations.begin(settings.registrations());
        logins = new Logins(database, registrations, clock, new Tokens());
        log = new LaunchLog(database, clock);
        RefusalPage refusals = new RefusalPage(ground.page(), ground.headers(), log);
        OwnUrls own = new OwnUrls(settings.baseUrl());
        PlatformHttp http = new PlatformHttp(guard(settings), new ClockOffsets(clock));
        ToolDescription tool = tool(settings);
        connections = new Connections(database, clock);
        invites = new InviteCodes(database, clock);
        registering = new DynamicRegistration(
                http,
                new DynamicRegistration.Books(connections, invites),
                tool,
                settings.lti().registering());
        KeySetFetcher keySets = new KeySetFetcher(http, clock);
        PlatformKeys keys = new PlatformKeys(keySets);
        PlatformStorage storage = new PlatformStorage(ground.headers(), own);
        LaunchFeature.Parts parts =
                new LaunchFeature.Parts(registrations, logins, keys, refusals, log, ground.headers(), own, storage);
        List<Destination> destinations = new ArrayList<>(List.of(elsewhere));
        destinations.add(new LobbyDestination(ground.accounts(), database, clock, settings.classes()));
        ToolKeys toolKeys = ToolKeys.open(ground.folder(), database, clock);
        observed = new Observed(toolKeys, keySets, http.clocks(), new LaunchHistory(database));
        courses = new CourseServices(new CourseServices.Ground(
                ground.accounts(),
                ground.courses(),
                database,
                registrations,
                http,
                toolKeys,
                settings.baseUrl(),
                clock));
        CoursePage page = new CoursePage();
        CourseAccess access = ground.courses();
        destinations.add(new CourseDestination(access, page, database, clock, settings.classes()));
        destinations.add(new ReviewDestination(access, page, database));
        destinations.add(new PrivacyDestination(page, database));
        DeepLinkDestination deepLinks = new DeepLinkDestination(
                new DeepLinkDestination.Ground(registrations, ground.headers(), toolKeys, database, own, clock),
                new PlannedGroups(courses.groups()));
        destinations.add(deepLinks);
        choices = deepLinks.choices();
        schedules = new Schedules(database, clock);
        CourseCopies copies = new CourseCopies(settings.classes());
        notices =
                new Notices(new Notices.Sources(database, registrations, new TokenChecks(keys, clock), copies, clock));
        ClientAddress clients = new ClientAddress(settings.http().trustedProxies());
        features = List.of(
                new KeySetFeature(toolKeys),
                new DeepLinkFeature(choices),
                new LoginFeature(registrations, logins, refusals, own, storage),
                new LaunchFeature(
                        parts,
                        database,
                        clock,
                        copies,
                        new LaunchFeature.Ways(destinations, List.of(courses.noticeHandlers()::launched))),
                new NoticeFeature(notices, clients, clock),
                new RegisterFeature(registering, ground.headers(), clients, clock),
                new ToolConfigFeature(tool, ground.page()));
    }

    /** How this server calls platforms. */
    public static PlatformHttp http(Settings settings) {
        return new PlatformHttp(guard(settings));
    }

    private static AddressGuard guard(Settings settings) {
        return new AddressGuard(
                Loopback.is(settings.baseUrl().getHost()), settings.lti().privateAddresses());
    }

    /**
     * What those see who look after the server.
     *
     * @param keys ours
     * @param keySets the platforms', and how fetching them went
     */
    public record Observed(ToolKeys keys, KeySetFetcher keySets, ClockOffsets clocks, LaunchHistory launches) {}

    public Observed observed() {
        return observed;
    }

    /** What this server tells LMSs of itself. */
    public static ToolDescription tool(Settings settings) {
        return ToolDescription.lectern(
                settings.baseUrl(), settings.lti().toolName(), settings.lti().contact());
    }

    public Registrations registrations() {
        return registrations;
    }

    /** The registrations for those who run this server. */
    public Connections connections() {
        return connections;
    }

    public InviteCodes invites() {
        return invites;
    }

    /** An LMS's own registration. */
    public DynamicRegistration registering() {
        return registering;
    }

    /**
     * Lets the practice LMS launch until the next start. Everybody can be anybody there, so this server must be for this
     * machine only.
     *
     * @throws SettingsException when it is not
     */
    public void practice(Settings.Registration lms) {
        if (!Loopback.is(baseUrl.getHost())) {
            throw new SettingsException("--practice does not go with lectern.base-url = " + baseUrl + ": the practice "
                    + "LMS lets everybody in, so remove one of the two.");
        }
        registrations.put(lms, Registration.Source.PRACTICE);
    }

    public List<Feature> features() {
        return features;
    }

    /** The services of courses: their features are added and closed apart. */
    public CourseServices courses() {
        return courses;
    }

    /** Forgets old logins, log rows, keys of ours, unanswered choices and plans that came to nothing. */
    public void purge() {
        logins.purge();
        invites.purge();
        observed.keys().purge();
        log.purge();
        choices.purge();
        schedules.purge();
        notices.purge();
    }
}
