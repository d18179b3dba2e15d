package lectern;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import lectern.account.Accounts;
import lectern.account.AdminAccess;
import lectern.account.CourseAccess;
import lectern.account.EnterFeature;
import lectern.account.Tokens;
import lectern.admin.Console;
import lectern.attendance.AttendanceFeature;
import lectern.attendance.CourseAttendanceFeature;
import lectern.bridge.Bridge;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.calendar.CalendarFeature;
import lectern.classroom.Classroom;
import lectern.classroom.Classrooms;
import lectern.classroom.EventStore;
import lectern.classroom.Loops;
import lectern.classroom.StoredJournal;
import lectern.course.CourseFeature;
import lectern.live.BridgeEngine;
import lectern.live.IceServers;
import lectern.live.LastRoomsFeature;
import lectern.live.LiveRooms;
import lectern.live.Probes;
import lectern.live.RoomSocket;
import lectern.lobby.LobbyFeature;
import lectern.lobby.NameFeature;
import lectern.lobby.ProbeFeature;
import lectern.lobby.ScheduleFeature;
import lectern.lti.CourseServices;
import lectern.lti.Lti;
import lectern.operations.OpenClasses;
import lectern.operations.OperationsFeature;
import lectern.operations.OperatorToken;
import lectern.recorder.link.RecorderLink;
import lectern.recorder.link.SocketRecorderLink;
import lectern.recorder.process.RecorderProcess;
import lectern.recordings.Library;
import lectern.recordings.Recorder;
import lectern.recordings.RecorderNews;
import lectern.recordings.RecordingsFeature;
import lectern.schedule.Schedules;
import lectern.settings.Settings;
import lectern.settings.SettingsException;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.store.Housekeeping;
import lectern.web.Feature;
import lectern.web.HealthFeature;
import lectern.web.MessagePage;
import lectern.web.SecurityHeaders;
import lectern.web.SitePages;
import lectern.web.WebServer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything that runs, wired top to bottom and closed in the opposite order. */
final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final Duration RESUME = Duration.ofSeconds(20);
    private static final Duration HELLO = Duration.ofSeconds(10);
    private static final Duration HOUSEKEEPING = Duration.ofHours(1);
    private static final Duration RECORDER_START = Duration.ofSeconds(15);
    /** The longest path of a Unix domain socket on Linux, less its terminating zero. */
    private static final int MAX_SOCKET_PATH = 107;

    private final URI baseUrl;
    private final RecorderLink link;
    private final Console console;
    private final WebServer web;
    /** In the order in which they are closed. */
    private final List<AutoCloseable> closing;

    private Server(Settings settings, Settings.@Nullable Registration practice, List<AutoCloseable> closing) {
        this.closing = closing;
        baseUrl = settings.baseUrl();
        Clock clock = Clock.systemUTC();
        DataFolder folder = DataFolder.open(settings.data());
        Path recordings = folder.path().resolve("recordings");

        Database database = open(Database.open(folder));
        Tokens tokens = new Tokens();
        Accounts accounts = new Accounts(database, clock, tokens);
        SecurityHeaders headers = new SecurityHeaders(baseUrl);
        CourseAccess access = new CourseAccess(database, clock, tokens);
        AdminAccess admins = new AdminAccess(database, clock, tokens);
        MessagePage message = new MessagePage();
        Lti lti = new Lti(
                new Lti.Ground(settings, folder, database, accounts, access, headers, message, clock),
                Console.destination(admins, message));
        CourseServices courses = open(lti.courses());
        if (practice != null) {
            lti.practice(practice);
        }

        EventStore events = new EventStore(database);
        Library library = new Library(database, events, recordings, clock);
        int abandoned = events.endAbandoned();
        if (abandoned > 0) {
            LOG.atWarn().addKeyValue("sessions", abandoned).log("Classes that a crash interrupted were ended");
        }
        library.settleAbandoned();
        Loops loops = open(new Loops(Math.max(2, Runtime.getRuntime().availableProcessors())));

        Path socket = shortEnough(settings.recorder().socket());
        if (settings.recorder().mode() == Settings.Recorder.Mode.CHILD) {
            open(RecorderProcess.start(new RecorderProcess.Settings(
                    socket, recordings, settings.recorder().heap())));
        }
        RecorderNews news = new RecorderNews();
        link = open(new SocketRecorderLink(socket, news, SocketRecorderLink.RING_BYTES));
        console = new Console(
                new Console.Ground(
                        settings,
                        folder,
                        database,
                        admins,
                        library,
                        recordings,
                        () -> link.state().connected(),
                        clock),
                lti);
        open(new Housekeeping(
                HOUSEKEEPING,
                List.of(
                        accounts::purge,
                        access::purge,
                        lti::purge,
                        library::purge,
                        console::rotateKeys,
                        console::purge)));
        IceServers relays =
                new IceServers(MediaSetup.turn(settings.media().reach().turn()), clock);
        Bridge bridge = open(new EmbeddedBridge(MediaSetup.bridge(settings)));

        Probes probes = open(new Probes(bridge, relays, System::nanoTime));

        StoredJournal journal = new StoredJournal(database);
        Recorder recorder = new Recorder(link, news, journal, Server::id);
        BridgeEngine engine = new BridgeEngine(
                bridge,
                tapped -> recorder.tap(
                        tapped.session(), track -> tapped.keyframes().request(track)));
        Classrooms classrooms = new Classrooms(
                loops,
                new Classroom.Surroundings(
                        engine,
                        journal,
                        List.of(recorder),
                        new Classroom.Limits(
                                settings.classes().maxPeople(),
                                settings.classes().endWithoutHostAfter(),
                                RESUME),
                        clock::instant,
                        System::nanoTime,
                        Server::id));
        LiveRooms rooms = new LiveRooms(classrooms, relays);
        news.follow(rooms::recorderProblem);
        Schedules schedules = new Schedules(database, clock);
        RoomSocket roomSocket =
                new RoomSocket(new RoomSocket.Sources(accounts, events, rooms, schedules, courses.groups()::of), HELLO);

        List<Feature> features = new ArrayList<>(lti.features());
        features.add(
                new HealthFeature(database::answers, () -> link.state().connected() ? "up" : "restarting", version()));
        features.add(new OperationsFeature(
                OperatorToken.open(folder, tokens),
                new OpenClasses(classrooms, engine::stats, bridge::loops),
                database::answers,
                () -> link.state().connected()));
        features.add(new SitePages());
        features.add(new EnterFeature(accounts));
        features.add(new ProbeFeature(accounts, probes));
        features.add(new LobbyFeature(new LobbyFeature.Sources(accounts, database, classrooms, rooms, library, clock)));
        features.add(new NameFeature(accounts, database));
        features.add(new ScheduleFeature(accounts, schedules, rooms, clock));
        features.add(new AttendanceFeature(new AttendanceFeature.Sources(
                accounts, database, events, courses.roster(), courses.grades()::changed, clock)));
        features.addAll(courses.features());
        features.add(new CourseFeature(
                new CourseFeature.Sources(access, accounts, database, classrooms, library, schedules)));
        features.add(new CalendarFeature(new CalendarFeature.Sources(access, database, baseUrl, clock)));
        features.add(new CourseAttendanceFeature(access, database, events, courses.roster(), clock));
        features.add(new RecordingsFeature(accounts, library));
        features.addAll(console.features());
        features.add(new LastRoomsFeature(accounts, events));
        features.add(roomSocket);
        web = open(new WebServer(settings.http(), headers, RoomSocket.MAX_MESSAGE, features));

        open(journal);
        open(recorder::awaitFinished);
        open(classrooms::stop);
        open(roomSocket);
        web.start();
    }

    /** Starts everything, or nothing: what was opened is closed again when a part cannot start. */
    static Server start(Settings settings, Settings.@Nullable Registration practice) {
        List<AutoCloseable> opened = new ArrayList<>();
        try {
            return new Server(settings, practice, opened);
        } catch (RuntimeException e) {
            close(opened);
            throw e;
        }
    }

    private <T extends AutoCloseable> T open(T part) {
        closing.add(0, part);
        return part;
    }

    private static String id() {
        return new Tokens().fresh().substring(0, 22);
    }

    private static String version() {
        String version = Server.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static Path shortEnough(Path socket) {
        Path absolute = socket.toAbsolutePath();
        if (absolute.toString().getBytes(StandardCharsets.UTF_8).length > MAX_SOCKET_PATH) {
            throw new SettingsException("lectern.recorder.socket: the path " + absolute + " is longer than "
                    + MAX_SOCKET_PATH + " bytes; name a shorter one, such as /run/lectern/recorder.sock.");
        }
        return absolute;
    }

    URI baseUrl() {
        return baseUrl;
    }

    /** The web server, for tests that look at all of it. */
    WebServer web() {
        return web;
    }

    /** What to print for whoever runs the server; empty but for the first start. */
    Optional<String> firstLink(boolean terminal) {
        return console.firstLink(terminal);
    }

    /** Waits until the recorder answers, for a while: a class can be held without it. */
    void awaitRecorder() {
        long deadline = System.nanoTime() + RECORDER_START.toNanos();
        try {
            while (!link.state().connected()) {
                if (System.nanoTime() - deadline > 0) {
                    LOG.atWarn()
                            .log("The recorder does not answer yet; classes are held without a recording until it"
                                    + " does");
                    return;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Classes are told, recordings finished, events stored, and then everything else ends. */
    @Override
    public void close() {
        close(closing);
    }

    private static void close(List<AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.atError().setCause(e).log("A part did not close in order");
            }
        }
        parts.clear();
    }
}
