package lectern.lti.launch;

import java.util.LinkedHashMap;
import java.util.Map;
import lectern.web.Html;
import lectern.web.Json;
import lectern.web.Template;

/** The page about more than one class, in one of its views, with what it starts from (docs/protocol.md). */
public final class CoursePage {
    private final Template template = Template.load("course.html");

    String render(Arrival arrival, String view, Map<String, ?> more) {
        LtiLaunch launch = arrival.launch();
        Map<String, Object> bootstrap = new LinkedHashMap<>();
        bootstrap.put("view", view);
        bootstrap.put(
                "me",
                Map.of(
                        "name", arrival.person().name(),
                        "role", arrival.part().role().word()));
        bootstrap.put("course", Map.of("title", arrival.courseTitle()));
        bootstrap.put("locale", launch.language());
        if (launch.returnUrl() != null) {
            bootstrap.put("returnUrl", launch.returnUrl());
        }
        bootstrap.putAll(more);
        return template.fill(Map.of("BOOTSTRAP", Html.json(Json.write(bootstrap))));
    }
}
