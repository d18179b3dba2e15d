package lectern.lti.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import lectern.lti.launch.Enrolment.Enrolled;
import lectern.web.Html;
import lectern.web.Json;
import lectern.web.Template;

/** The answer to a good launch: the lobby, with what it starts from in a JSON block (docs/protocol.md). */
final class LobbyPage {
    private final Template template = Template.load("lobby.html");

    String render(Arrival arrival, Enrolled enrolled, String token) {
        LtiLaunch launch = arrival.launch();
        Map<String, Object> bootstrap = new LinkedHashMap<>();
        bootstrap.put("token", token);
        bootstrap.put(
                "me",
                Map.of(
                        "name",
                        arrival.person().name(),
                        "role",
                        arrival.part().role().word(),
                        "unnamed",
                        launch.name() == null));
        bootstrap.put("course", Map.of("title", arrival.courseTitle()));
        bootstrap.put("class", Map.of("title", enrolled.title()));
        bootstrap.put("locale", launch.language());
        if (launch.returnUrl() != null) {
            bootstrap.put("returnUrl", launch.returnUrl());
        }
        bootstrap.put("windowed", launch.windowed());
        return template.fill(Map.of("BOOTSTRAP", Html.json(Json.write(bootstrap))));
    }
}
