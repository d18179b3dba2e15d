package lectern.bench.launches;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import lectern.bench.bridge.Markdown;
import lectern.bench.launches.CourseServices.Kind;
import lectern.bench.launches.CourseServices.Traffic;

/** A large course: its roster from the LMS, what its teacher opens, and its attendance on the way into the gradebook. */
final class RosterTable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OPENED = 20;
    private static final int UNMEASURED = 10;
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(10);
    private static final long LOOK_MILLIS = 20;
    private static final double KIB = 1024;
    /** The course whose classes, views and grades are measured. */
    private static final int TERM = 1;

    private final LecternServer server;
    private final CourseServices services;
    private final Browsers browsers;
    private final int students;

    RosterTable(LecternServer server, SyntheticPlatform platform, Browsers browsers, int students) {
        this.server = server;
        services = platform.services();
        this.browsers = browsers;
        this.students = students;
    }

    void write(Markdown text) throws IOException, InterruptedException {
        text.title(String.format(Locale.ROOT, "4. A course of %,d", students));
        text.head(
                "members on a page of the LMS",
                "whole roster ms",
                "of it after the last page",
                "renewed ms",
                "requests",
                "KiB");
        // The first one is for the server's compilers.
        roster(CourseServices.PAGES.size());
        for (int room = 0; room < CourseServices.PAGES.size(); room++) {
            Roster roster = roster(room);
            text.row(
                    String.format(Locale.ROOT, "%,d", CourseServices.PAGES.get(room)),
                    number("%.0f", roster.first() / 1e6),
                    number("%.0f", roster.keeping() / 1e6),
                    number("%.0f", roster.renewed() / 1e6),
                    Integer.toString(roster.traffic().requests()),
                    number("%.0f", roster.traffic().bytes() / KIB));
        }
        hold();
        String lobby = token(new Visit(TERM, TERM, false));
        Scores scores = scores(lobby);
        text.note("What the teacher opens then:\n");
        text.head("page's call", "p50 / p95 ms", "KiB");
        opened(text, "students of the class", "/api/roster", lobby);
        opened(text, "attendance of one class", "/api/sessions/bench-" + TERM + "-0/attendance", lobby);
        opened(
                text,
                "attendance in the course's " + TermOfClasses.CLASSES + " classes",
                "/api/course/attendance",
                token(new Visit(TERM, TERM, true)));
        opened(text, "grades of the class", "/api/lobby/grades", lobby);
        text.note("Its attendance becomes grades:\n");
        text.head("scores", "rows in the outbox ms", "the last score s", "requests", "KiB");
        text.row(
                String.format(Locale.ROOT, "%,d", scores.sent()),
                number("%.0f", scores.made() / 1e6),
                number("%.1f", scores.whole() / 1e9),
                Integer.toString(scores.requests()),
                number("%.0f", scores.bytes() / KIB));
        text.note(String.format(
                Locale.ROOT,
                "The LMS is on this machine and answers at once: each of its requests costs what a real LMS takes beside "
                        + "this. The roster's time runs from the teacher's call to the answer that has all %,d; the "
                        + "first list makes each of them a person here, a renewed one finds them. Bodies are not "
                        + "compressed. %d classes were held, with nine of ten students in each. A grade's time runs from "
                        + "the rule that the teacher sets to the LMS's first request for it, and to its last; the LMS's "
                        + "own grade is read before each score.",
                students,
                TermOfClasses.CLASSES));
    }

    /**
     * How a roster came.
     *
     * @param first nanoseconds to the whole list of a course that nobody had opened
     * @param keeping of it from the LMS's last page on
     * @param renewed to the same list once more
     * @param traffic of the first
     */
    private record Roster(long first, long keeping, long renewed, Traffic traffic) {}

    private Roster roster(int room) throws IOException, InterruptedException {
        String lobby = token(new Visit(room, room, false));
        services.take(Kind.MEMBERS);
        long began = System.nanoTime();
        awaitRoster(lobby, began);
        long first = System.nanoTime() - began;
        Traffic traffic = services.take(Kind.MEMBERS);
        return new Roster(first, began + first - traffic.last(), renewed(room, lobby), traffic);
    }

    /** Until everybody is in the answer. The server lets the first call wait for the list. */
    private void awaitRoster(String lobby, long began) throws IOException, InterruptedException {
        while (System.nanoTime() - began < PATIENCE) {
            JsonNode roster = JSON.readTree(browsers.get("/api/roster", lobby));
            if (roster.path("people").size() == students) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        throw new IOException("the roster did not come");
    }

    /** Nanoseconds from a call that finds an old list until the new one is kept; looked for beside the server. */
    private long renewed(int room, String lobby) throws IOException, InterruptedException {
        String ofCourse = "from course where context_id = 'course-" + room + "'";
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            statement.executeUpdate("update roster set as_of = 1 where course_id = (select id " + ofCourse + ")");
            long began = System.nanoTime();
            browsers.get("/api/roster", lobby);
            while (System.nanoTime() - began < PATIENCE) {
                try (ResultSet row = statement.executeQuery(
                        "select as_of from roster where course_id = (select id " + ofCourse + ")")) {
                    if (row.next() && row.getLong(1) > 1) {
                        return System.nanoTime() - began;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(2);
            }
            throw new IOException("the roster was not renewed");
        } catch (SQLException e) {
            throw new IOException("the roster could not be looked at", e);
        }
    }

    private void hold() throws IOException {
        try (Connection database = server.database()) {
            TermOfClasses.hold(database, TERM);
        } catch (SQLException e) {
            throw new IOException("the classes could not be written", e);
        }
    }

    /** The token of the page that a teacher's launch opens. */
    private String token(Visit visit) throws IOException, InterruptedException {
        String page = browsers.launch(browsers.sign(visit, browsers.login(visit)));
        return page.replaceAll("(?s).*\"token\":\"([^\"]+)\".*", "$1");
    }

    private void opened(Markdown text, String what, String path, String token)
            throws IOException, InterruptedException {
        int bytes = browsers.get(path, token).length;
        Crowd.each(1, Collections.nCopies(UNMEASURED, path), one -> browsers.get(one, token));
        Crowd.Result<byte[]> opened = Crowd.each(1, Collections.nCopies(OPENED, path), one -> browsers.get(one, token));
        text.row(what, opened.times().parts(0.5, 0.95), number("%.0f", bytes / KIB));
    }

    /**
     * How grades went out.
     *
     * @param made nanoseconds from the rule to the first request at the LMS, for which all rows are there
     * @param whole to the last score
     */
    private record Scores(int sent, long made, long whole, int requests, long bytes) {}

    private Scores scores(String lobby) throws IOException, InterruptedException {
        List.of(Kind.values()).forEach(services::take);
        long began = System.nanoTime();
        browsers.put(
                "/api/lobby/grades",
                lobby,
                "{\"send\":true,\"measure\":\"percent\",\"enough\":80,\"points\":10,\"partial\":true}");
        while (services.requests(Kind.SCORES) < students && System.nanoTime() - began < PATIENCE) {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
        List<Traffic> all = List.of(
                services.take(Kind.TOKEN),
                services.take(Kind.COLUMNS),
                services.take(Kind.RESULTS),
                services.take(Kind.SCORES));
        Traffic sent = all.get(all.size() - 1);
        return new Scores(
                sent.requests(),
                all.stream()
                                .filter(one -> one.requests() > 0)
                                .mapToLong(Traffic::first)
                                .min()
                                .orElse(began)
                        - began,
                sent.last() - began,
                all.stream().mapToInt(Traffic::requests).sum(),
                all.stream().mapToLong(Traffic::bytes).sum());
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
