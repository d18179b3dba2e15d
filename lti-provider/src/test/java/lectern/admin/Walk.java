package lectern.admin;

import java.util.Map;
import java.util.TreeMap;

/**
 * How each route is called with what belongs to the first deployment of {@link TwoSchools}, and who may call it so. Who
 * adds a route adds it here: FOREIGN when the request names something that has an owner, OWN when the answer is about
 * whoever asks.
 */
final class Walk {
    /** What a route is about. */
    enum Kind {
        /** Something with an owner, named in the request. */
        FOREIGN,
        /** Whatever belongs to the asker. */
        OWN,
        /** Nobody's. */
        PUBLIC,
        /** A WebSocket, which has a test of its own. */
        SOCKET
    }

    /**
     * A call.
     *
     * @param body "" for none
     * @param rightful what the owner holds; "" when there is no such
     * @param missing the owner gets "not found": what the route is about needs another server's answer
     */
    record Call(Kind kind, String path, String body, String rightful, boolean missing) {}

    static final Map<String, Call> ROUTES = new TreeMap<>();

    static {
        open("GET /");
        open("GET /health");
        open("GET /room");
        open("GET /replay");
        open("GET /admin");
        open("GET /assets/{file}", "/assets/icon.svg");
        open("GET /favicon.ico");
        open("GET /.well-known/jwks.json");
        open("GET /lti/config/canvas.json");
        open("GET /lti/config/registration/{family}", "/lti/config/registration/moodle.json");
        open("GET /lti/config/guide");
        open("GET /lti/config/guide/{family}", "/lti/config/guide/moodle");
        open("GET /lti/register");
        open("POST /lti/register");
        open("GET /lti/login", "/lti/login?iss=https%3A%2F%2Flms.example&client_id=c1&login_hint=1&target_link_uri=x");
        open("POST /lti/login");
        open("GET /lti/login/{registration}", "/lti/login/1?login_hint=1");
        open("POST /lti/login/{registration}", "/lti/login/1");
        open("GET /lti/login/check", "/lti/login/check?state=zebra");
        open("GET /lti/launch");
        open("POST /lti/launch");
        open("POST /lti/notices");
        open("POST /api/admin/leave");

        own("POST /api/enter", "{\"ticket\":\"zebra\"}");
        own("POST /api/admin/enter", "{\"ticket\":\"zebra\"}");

        own("GET /api/lobby");
        own("PUT /api/lobby/name", "{}");
        own("PUT /api/lobby/settings", "{}");
        own("POST /api/lobby/probe");
        own("POST /api/lobby/probe/{id}", "/api/lobby/probe/zebra", "{}");
        own("DELETE /api/lobby/probe/{id}", "/api/lobby/probe/zebra", "");
        own("GET /api/lobby/grades");
        own("PUT /api/lobby/grades", "{}");
        own("POST /api/lobby/grades/retry", "{}");
        own("GET /api/lobby/schedule");
        own("POST /api/lobby/schedule", "{}");
        String plan = "{\"zone\":\"UTC\",\"date\":\"" + TwoSchools.day() + "\",\"starts\":\"11:00\",\"minutes\":60}";
        String day = "/api/lobby/schedule/1/" + TwoSchools.day();
        foreign("PUT /api/lobby/schedule/{series}", "/api/lobby/schedule/1", plan, "lobby");
        foreign("DELETE /api/lobby/schedule/{series}", "/api/lobby/schedule/10", "", "lobby");
        foreign("PUT /api/lobby/schedule/{series}/{day}", day, "{\"cancelled\":true}", "lobby");
        foreign("DELETE /api/lobby/schedule/{series}/{day}", day, "", "lobby");
        own("GET /api/roster");
        own("GET /api/course");
        own("GET /api/course/attendance");
        own("GET /api/course/attendance.csv");
        own("GET /api/course/calendar");
        own("POST /api/course/calendar");
        own("DELETE /api/course/calendar");
        own("GET /api/course/calendar.ics");
        open("GET /calendar/{file}", "/calendar/zebra.ics");
        own("GET /api/course/student");
        own("POST /api/deeplink", "{\"items\":[]}");

        own("GET /api/groups");
        own("GET /api/rooms/last");
        own("GET /api/course/groups");
        own("POST /api/course/groups/refresh");
        foreign("PUT /api/course/groups/{group}", "/api/course/groups/1", "{\"name\":\"new\"}", "course");
        foreign("DELETE /api/course/groups/sets/{set}", "/api/course/groups/sets/1", "", "course");
        own("POST /api/course/groups/list/look", "{\"text\":\"Zed,Red\"}");
        String list = "{\"text\":\"Zed,1\",\"name\":\"new\",\"replace\":1}";
        foreign("POST /api/course/groups/list", "/api/course/groups/list", list, "course");

        String replay = "{\"for\":\"replay\",\"recording\":\"zebra-rec\"}";
        foreign("POST /api/lobby/ticket", "/api/lobby/ticket", replay, "lobby");
        foreign("GET /api/sessions/{id}/attendance", "/api/sessions/zebra-session/attendance", "", "lobby");
        foreign("GET /api/sessions/{id}/attendance.csv", "/api/sessions/zebra-session/attendance.csv", "", "lobby");
        foreign(
                "PUT /api/sessions/{id}/excused/{person}",
                "/api/sessions/zebra-session/excused/zebra-2",
                "{\"excused\":true}",
                "lobby");
        foreign("POST /api/course/lobby", "/api/course/lobby", "{\"class\":1}", "course");
        foreign("POST /api/course/ticket", "/api/course/ticket", "{\"class\":1,\"recording\":\"zebra-rec\"}", "course");
        foreign("GET /api/recordings/{id}", "/api/recordings/zebra-rec", "", "replay");
        foreign("PUT /api/recordings/{id}", "/api/recordings/zebra-rec", "{\"released\":false}", "lobby");
        foreign("DELETE /api/recordings/{id}", "/api/recordings/zebra-rec", "", "lobby");
        String part = "/api/recordings/zebra-rec/parts/1-0";
        foreign("GET /api/recordings/{id}/parts/{part}", part, "", "replay");
        foreign("HEAD /api/recordings/{id}/parts/{part}", part, "", "replay");
        foreign("GET /api/recordings/{id}/parts/{part}/index", part + "/index", "", "replay");

        own("GET /api/admin/health");
        own("GET /api/admin/registrations");
        own("GET /api/admin/launches", "/api/admin/launches?launch=L-zebra", "");
        own("GET /api/admin/storage");
        own("GET /api/admin/policies");
        own("GET /api/admin/audit");
        String policy = "{\"recording\":false,\"release\":false,\"chat\":false}";
        foreign("PUT /api/admin/policies/{id}", "/api/admin/policies/1", policy, "admin");
        foreign("GET /api/admin/policies/{id}/older", "/api/admin/policies/1/older?days=5", "", "admin");
        server("GET /api/admin/families");
        server("POST /api/admin/registrations", "{\"family\":\"canvas\",\"clientId\":\"new\"}");
        server("GET /api/admin/registrations/{id}", "/api/admin/registrations/1", "");
        server(
                "PUT /api/admin/registrations/{id}",
                "/api/admin/registrations/1",
                "{\"family\":\"generic\",\"authUrl\":\"https://a.example/\",\"jwksUrl\":\"https://a.example/\"}");
        server("POST /api/admin/registrations/{id}/approve", "/api/admin/registrations/1/approve", "");
        server("POST /api/admin/registrations/{id}/remove", "/api/admin/registrations/2/remove", "");
        missing("POST /api/admin/registrations/{id}/update", "/api/admin/registrations/1/update", "server");
        server(
                "POST /api/admin/registrations/{id}/deployments",
                "/api/admin/registrations/1/deployments",
                "{\"deploymentId\":\"new\"}");
        server("POST /api/admin/deployments/{id}/enable", "/api/admin/deployments/1/enable", "");
        server("POST /api/admin/deployments/{id}/disable", "/api/admin/deployments/1/disable", "");
        server("GET /api/admin/invites");
        server("POST /api/admin/invites", "{\"label\":\"new\"}");
        server("DELETE /api/admin/invites/{id}", "/api/admin/invites/1", "");
        server("GET /api/admin/keys");
        server("POST /api/admin/keys/rotate");
        // Of a registration that another deployment shares it may be asked for: it answers nothing but whether keys
        // came.
        own("POST /api/admin/registrations/{id}/check", "/api/admin/registrations/7/check", "");

        foreign("GET /metrics", "/metrics", "", "");
        foreign("GET /operations/classes", "/operations/classes", "", "");
        foreign("GET /operations/classes/{session}", "/operations/classes/zebra-session", "", "");
        foreign("GET /operations/drain", "/operations/drain", "", "");
        foreign("POST /operations/drain", "/operations/drain", "{\"on\":true}", "");

        ROUTES.put("WS /room/socket", new Call(Kind.SOCKET, "/room/socket", "", "seat", false));
    }

    private Walk() {}

    static String method(String route) {
        return route.substring(0, route.indexOf(' '));
    }

    private static String path(String route) {
        return route.substring(route.indexOf(' ') + 1);
    }

    private static void open(String route) {
        open(route, path(route));
    }

    private static void open(String route, String path) {
        ROUTES.put(route, new Call(Kind.PUBLIC, path, "", "", false));
    }

    private static void own(String route) {
        own(route, "");
    }

    private static void own(String route, String body) {
        own(route, path(route), body);
    }

    private static void own(String route, String path, String body) {
        ROUTES.put(route, new Call(Kind.OWN, path, body, "", false));
    }

    private static void foreign(String route, String path, String body, String rightful) {
        ROUTES.put(route, new Call(Kind.FOREIGN, path, body, rightful, false));
    }

    private static void server(String route) {
        server(route, "");
    }

    private static void server(String route, String body) {
        server(route, path(route), body);
    }

    private static void server(String route, String path, String body) {
        foreign(route, path, body, "server");
    }

    private static void missing(String route, String path, String rightful) {
        ROUTES.put(route, new Call(Kind.FOREIGN, path, "", rightful, true));
    }
}
