package lectern.bench.launches;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the made-up LMS has beside its launches: access tokens, the members of courses page by page (NRPS 2.0) and
 * gradebooks (AGS 2.0), which take every score. It answers at once, so that what is measured is the tool's. The courses
 * differ by how many members a page has. Counts are thread-safe; calls run on the LMS's own thread.
 */
final class CourseServices {
    /** Members on a page, by the course's number. */
    static final List<Integer> PAGES = List.of(50, 100, 1_000);

    private static final String MEMBERS = "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";
    private static final String COLUMNS = "application/vnd.ims.lis.v2.lineitemcontainer+json";
    private static final String COLUMN = "application/vnd.ims.lis.v2.lineitem+json";
    private static final String RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";
    private static final String LEARNER = "http://purl.imsglobal.org/vocab/lis/v2/membership#Learner";
    private static final Pattern PAGE = Pattern.compile("(?:^|&)page=([0-9]{1,6})(?:&|$)");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What is asked for. */
    enum Kind {
        TOKEN,
        MEMBERS,
        COLUMNS,
        RESULTS,
        SCORES
    }

    /**
     * What was asked for since it was looked at last.
     *
     * @param bytes of both bodies
     * @param first {@link System#nanoTime} of the first request's end; 0 without any
     * @param last of the last one's
     */
    record Traffic(int requests, long bytes, long first, long last) {
        static final Traffic NONE = new Traffic(0, 0, 0, 0);

        private Traffic and(long more, long now) {
            return new Traffic(requests + 1, bytes + more, requests == 0 ? now : first, now);
        }
    }

    private final String iss;
    private final int students;
    private final Map<Kind, Traffic> traffic = new EnumMap<>(Kind.class);

    private CourseServices(String iss, int students) {
        this.iss = iss;
        this.students = students;
    }

    /** Adds them to an LMS whose courses have so many students. */
    static CourseServices on(HttpServer server, String iss, int students) {
        CourseServices services = new CourseServices(iss, students);
        server.createContext("/token", services::token);
        server.createContext("/services/", services::service);
        return services;
    }

    /** What was asked for since the last call with this kind. */
    Traffic take(Kind kind) {
        synchronized (traffic) {
            Traffic taken = traffic.remove(kind);
            return taken == null ? Traffic.NONE : taken;
        }
    }

    /** How often it was asked for so far. */
    int requests(Kind kind) {
        synchronized (traffic) {
            return traffic.getOrDefault(kind, Traffic.NONE).requests();
        }
    }

    private void token(HttpExchange exchange) throws IOException {
        answer(
                exchange,
                Kind.TOKEN,
                200,
                "application/json",
                Map.of("access_token", "bench", "token_type", "Bearer", "expires_in", 3600));
    }

    private void service(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        int room = Integer.parseInt(path[2]);
        switch (path[path.length - 1]) {
            case "members" -> members(exchange, room);
            case "lineitems" -> columns(exchange, room);
            case "results" -> answer(exchange, Kind.RESULTS, 200, RESULTS, List.of());
            case "scores" -> answer(exchange, Kind.SCORES, 200, "application/json", Map.of());
            default -> answer(exchange, Kind.COLUMNS, 200, COLUMN, column(room));
        }
    }

    private void members(HttpExchange exchange, int room) throws IOException {
        int size = PAGES.get(room % PAGES.size());
        String query = exchange.getRequestURI().getRawQuery() == null
                ? ""
                : exchange.getRequestURI().getRawQuery();
        Matcher asked = PAGE.matcher(query);
        int page = asked.find() ? Integer.parseInt(asked.group(1)) : 0;
        List<Map<String, Object>> members = new ArrayList<>();
        for (int i = page * size; i < Math.min(students, (page + 1) * size); i++) {
            members.add(member(room, i));
        }
        if ((page + 1) * size < students) {
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<" + iss + exchange.getRequestURI().getPath() + "?page=" + (page + 1) + ">; rel=\"next\"");
        }
        answer(
                exchange,
                Kind.MEMBERS,
                200,
                MEMBERS,
                Map.of(
                        "id",
                        iss + exchange.getRequestURI(),
                        "context",
                        Map.of("id", "course-" + room),
                        "members",
                        members));
    }

    private static Map<String, Object> member(int room, int number) {
        return Map.of(
                "status",
                "Active",
                "user_id",
                "student-" + room + "-" + number,
                "name",
                String.format(Locale.ROOT, "Maria Fernanda Student %05d", number),
                "given_name",
                "Maria Fernanda",
                "family_name",
                String.format(Locale.ROOT, "Student %05d", number),
                "email",
                "student-" + room + "-" + number + "@university.example",
                "roles",
                List.of(LEARNER));
    }

    private void columns(HttpExchange exchange, int room) throws IOException {
        boolean made = exchange.getRequestMethod().equals("POST");
        answer(exchange, Kind.COLUMNS, made ? 201 : 200, made ? COLUMN : COLUMNS, made ? column(room) : List.of());
    }

    private Map<String, Object> column(int room) {
        return Map.of("id", iss + "/services/" + room + "/lineitems/1", "label", "Attendance", "scoreMaximum", 10);
    }

    private void answer(HttpExchange exchange, Kind kind, int status, String type, Object body) throws IOException {
        int came = exchange.getRequestBody().readAllBytes().length;
        byte[] bytes = write(body);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
        synchronized (traffic) {
            traffic.put(kind, traffic.getOrDefault(kind, Traffic.NONE).and(came + bytes.length, System.nanoTime()));
        }
    }

    private static byte[] write(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
