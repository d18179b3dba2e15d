package lectern;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import lectern.account.Accounts;
import lectern.account.CourseAccess;
import lectern.account.EnterFeature;
import lectern.account.Identity;
import lectern.account.Tokens;
import lectern.attendance.AttendanceFeature;
import lectern.attendance.CourseAttendanceFeature;
import lectern.attendance.CourseRoster;
import lectern.bridge.BridgeSettings;
import lectern.bridge.conference.EmbeddedBridge;
import lectern.bridge.ice.TurnServers;
import lectern.calendar.CalendarFeature;
import lectern.classroom.Classroom;
import lectern.classroom.Classrooms;
import lectern.classroom.EventStore;
import lectern.classroom.Loops;
import lectern.classroom.RecordedMedia;
import lectern.classroom.SessionListener;
import lectern.classroom.StoredJournal;
import lectern.course.CourseFeature;
import lectern.groups.EnteredGroups;
import lectern.groups.Groups;
import lectern.groups.GroupsFeature;
import lectern.groups.ListFeature;
import lectern.live.IceServers;
import lectern.live.LiveRooms;
import lectern.live.Probes;
import lectern.live.RoomSocket;
import lectern.lobby.LobbyFeature;
import lectern.lobby.NameFeature;
import lectern.lobby.ProbeFeature;
import lectern.lobby.ScheduleFeature;
import lectern.recordings.Library;
import lectern.recordings.RecordingsFeature;
import lectern.schedule.Schedules;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.web.Json;
import lectern.web.SecurityHeaders;
import lectern.web.WebServer;

/** The application on a real server and database, with two classes and some people; only the engine is remembered. */
public final class TestSite implements AutoCloseable {
    /** A class that Ada teaches. */
    public static final long OPTICS = 1;
    /** Another class of the same school, which Ben teaches. */
    public static final long WAVES = 2;
    /** A plan of three Mondays, an hour each, from a week after {@link lectern.account.TestClock} begins. */
    public static final String WEEKLY = "{\"zone\":\"Europe/Lisbon\",\"date\":\"2026-11-30\",\"starts\":\"10:00\","
            + "\"minutes\":60,\"repeat\":{\"days\":[\"MO\"],\"every\":1,\"count\":3}}";

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final TurnServers TURN =
            new TurnServers(List.of("turn:127.0.0.1:3478?transport=udp"), "a-secret-of-tests", Duration.ofHours(1));

    private final EmbeddedBridge bridge = new EmbeddedBridge(BridgeSettings.loopback());
    private final Probes probes;
    private final Loops loops = new Loops(2);
    private final HttpClient browser = HttpClient.newHttpClient();
    private final Database database;
    private final Accounts accounts;
    private final CourseAccess courses;
    private final StoredJournal journal;
    private final EventStore events;
    private final Library library;
    private final Classrooms classrooms;
    private final LiveRooms rooms;
    private final Groups groups;
    private final RoomSocket socket;
    private final WebServer server;
    private final RecordedMedia media = new RecordedMedia();
    private final List<Long> changed = new CopyOnWriteArrayList<>();
    private volatile CourseRoster roster = classId -> new CourseRoster.Enrolled(null, null, List.of());

    public TestSite(Path folder, Clock clock, Duration hello) {
        this(folder, clock, hello, journal -> List.of());
    }

    public TestSite(
            Path folder, Clock clock, Duration hello, Function<StoredJournal, List<SessionListener>> listeners) {
        database = Database.open(DataFolder.open(folder));
        Tokens tokens = new Tokens();
        accounts = new Accounts(database, clock, tokens);
        courses = new CourseAccess(database, clock, tokens);
        populate();
        events = new EventStore(database);
        journal = new StoredJournal(database);
        library = new Library(database, events, folder.resolve("recordings"), clock);
        AtomicInteger sessions = new AtomicInteger();
        classrooms = new Classrooms(
                loops,
                new Classroom.Surroundings(
                        media,
                        journal,
                        listeners.apply(journal),
                        new Classroom.Limits(20, Duration.ofMinutes(15), Duration.ofSeconds(20)),
                        clock::instant,
                        System::nanoTime,
                        () -> "session-" + sessions.incrementAndGet()));
        rooms = new LiveRooms(classrooms, new IceServers(TURN, clock));
        probes = new Probes(bridge, new IceServers(TURN, clock), System::nanoTime);
        groups = new Groups(database, List.of(new EnteredGroups(database)));
        Schedules schedules = new Schedules(database, clock);
        socket = new RoomSocket(new RoomSocket.Sources(accounts, events, rooms, schedules, groups::of), hello);
        server = new WebServer(
                new Settings.Http("127.0.0.1", 0),
                new SecurityHeaders(URI.create("http://localhost:8080")),
                RoomSocket.MAX_MESSAGE,
                List.of(
                        new EnterFeature(accounts),
                        socket,
                        new LobbyFeature(
                                new LobbyFeature.Sources(accounts, database, classrooms, rooms, library, clock)),
                        new NameFeature(accounts, database),
                        new ScheduleFeature(accounts, schedules, rooms, clock),
                        new ProbeFeature(accounts, probes),
                        new AttendanceFeature(new AttendanceFeature.Sources(
                                accounts, database, events, this::enrolled, changed::add, clock)),
                        new GroupsFeature(accounts, courses, groups),
                        new ListFeature(courses, database, groups, course -> List.of(), clock),
                        new CourseFeature(
                                new CourseFeature.Sources(courses, accounts, database, classrooms, library, schedules)),
                        new CalendarFeature(new CalendarFeature.Sources(
                                courses, database, URI.create("http://localhost:8080"), clock)),
                        new CourseAttendanceFeature(courses, database, events, this::enrolled, clock),
                        new RecordingsFeature(accounts, library)));
        server.start();
    }

    private void populate() {
        database.change(handle -> {
            handle.execute("insert into registration (id, iss, client_id, auth_url, jwks_url, created_at) "
                    + "values (1, 'i', 'c', 'a', 'j', 0)");
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (1, 1, 'd', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) values (1, 1, 'x', 'Physics')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (1, 1, 'link:1', 1, 'Optics', 0), (2, 1, 'link:2', 1, 'Waves', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) values "
                    + "(1, 'ada', 1, 's1', 'Ada'), (2, 'ben', 1, 's2', 'Ben'), (3, 'cyd', 1, 's3', 'Cyd'), "
                    + "(4, 'dan', 1, 's4', 'Dan'), (5, 'mum', 1, 's5', 'Mum'), (6, 'pre', 1, 's6', '=Preview')");
            handle.execute("insert into membership (class_id, person_id, role, counted, last_launch_at) values "
                    + "(1, 1, 'host', 1, 0), (1, 3, 'student', 1, 0), (1, 4, 'student', 1, 0), "
                    + "(1, 5, 'observer', 1, 0), (1, 6, 'student', 0, 0), "
                    + "(2, 2, 'host', 1, 0), (2, 3, 'student', 1, 0)");
            handle.execute("insert into course_member (course_id, person_id, role, counted, last_launch_at) values "
                    + "(1, 1, 'host', 1, 0), (1, 2, 'host', 1, 0), (1, 3, 'student', 1, 0), "
                    + "(1, 4, 'student', 1, 0), (1, 5, 'observer', 1, 0), (1, 6, 'student', 0, 0)");
        });
    }

    /** Another deployment too, whose course 2 of the same name has class 3, "Secret", and person 9, Eve, who teaches it. */
    public void otherSchool() {
        database.change(handle -> {
            handle.execute(
                    "insert into deployment (id, registration_id, deployment_id, created_at) values (2, 1, 'e', 0)");
            handle.execute("insert into course (id, deployment_id, context_id, title) values (2, 2, 'x', 'Physics')");
            handle.execute("insert into class (id, deployment_id, room_key, course_id, title, created_at) "
                    + "values (3, 2, 'link:1', 2, 'Secret', 0)");
            handle.execute("insert into person (id, public_id, deployment_id, sub, name) "
                    + "values (9, 'eve', 2, 's1', 'Eve')");
            handle.execute("insert into course_member (course_id, person_id, role, counted, last_launch_at) "
                    + "values (2, 9, 'host', 1, 0)");
            handle.execute("insert into membership (class_id, person_id, role, counted, last_launch_at) "
                    + "values (3, 9, 'host', 1, 0)");
        });
    }

    /** A lobby token, as a launch gives it. */
    public String lobby(long classId, long personId) {
        return accounts.lobbyToken(classId, personId);
    }

    public CourseAccess courses() {
        return courses;
    }

    /** A token of the class page. */
    public String seat(long classId, long personId, boolean mayStart) {
        Identity who = accounts.authenticate(lobby(classId, personId), Identity.Purpose.LOBBY);
        return accounts.redeem(accounts.classTicket(who, mayStart)).token();
    }

    /** A token of the replay page of one recording. */
    public String replay(long classId, long personId, String recording) {
        Identity who = accounts.authenticate(lobby(classId, personId), Identity.Purpose.LOBBY);
        return accounts.redeem(accounts.replayTicket(who, recording)).token();
    }

    public Classrooms classrooms() {
        return classrooms;
    }

    public Accounts accounts() {
        return accounts;
    }

    public Database database() {
        return database;
    }

    public EventStore events() {
        return events;
    }

    public StoredJournal journal() {
        return journal;
    }

    public Library library() {
        return library;
    }

    private CourseRoster.Enrolled enrolled(long classId) {
        return roster.of(classId);
    }

    /** From now on these are enrolled. */
    public void enrol(CourseRoster enrolled) {
        roster = enrolled;
    }

    /** Classes whose attendance was changed by hand. */
    public List<Long> changed() {
        return changed;
    }

    public LiveRooms rooms() {
        return rooms;
    }

    public RecordedMedia media() {
        return media;
    }

    public int port() {
        return server.port();
    }

    public HttpResponse<String> get(String token, String path) {
        return send(request(token, path).GET());
    }

    public HttpResponse<String> json(String token, String method, String path, String body) {
        return send(request(token, path).method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    public HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Authorization", "Bearer " + token);
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
        try {
            return browser.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new CompletionException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    public static JsonNode body(HttpResponse<String> answer) {
        return parse(answer.body());
    }

    public static JsonNode parse(String json) {
        try {
            return Json.shared().readTree(json);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + json, e);
        }
    }

    /** Status and code of a refusal, such as {@code 403 not_allowed}. */
    public static String refusal(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + body(answer).path("error").path("code").asText();
    }

    /** Waits until it is so; fails after a minute. */
    public static void await(String what, BooleanSupplier so) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("waited in vain: " + what);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        socket.close();
        server.close();
        probes.close();
        bridge.close();
        loops.close();
        journal.close();
        database.close();
    }
}
