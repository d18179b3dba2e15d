package lectern.lti.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import lectern.lti.launch.Enrolment.Enrolled;
import lectern.lti.roles.Part;
import lectern.web.Html;
import lectern.web.Json;
import lectern.web.Template;

/** The answer to a good launch: the lobby, with what it starts from in a JSON block (docs/protocol.md). */
final class LobbyPage {
    private final Template template = Template.load("lobby.html");

    String render(LtiLaunch launch, Part part, Enrolled enrolled, String token) {
        Map<String, Object> bootstrap = new LinkedHashMap<>();
        bootstrap.put("token", token);
        bootstrap.put("me", Map.of("name", enrolled.name(), "role", part.role().word()));
        bootstrap.put("course", Map.of("title", enrolled.courseTitle()));
        bootstrap.put("class", Map.of("title", enrolled.classTitle()));
        bootstrap.put("locale", launch.locale() == null ? "en" : launch.locale());
        if (launch.returnUrl() != null) {
            bootstrap.put("returnUrl", launch.returnUrl());
        }
        bootstrap.put("windowed", launch.windowed());
        return template.fill(Map.of("BOOTSTRAP", Html.json(Json.write(bootstrap))));
    }
}
