package lectern.lti.dynamic;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import lectern.lti.registration.Connection;
import lectern.lticonfig.Family;
import lectern.lticonfig.Service;
import lectern.lticonfig.ToolDescription;
import lectern.settings.Settings.Lti.Registering;
import lectern.web.Html;
import lectern.web.Json;
import lectern.web.Template;
import org.jspecify.annotations.Nullable;

/** The page of a registration in its four states, with what it shows in a JSON block (docs/protocol.md). */
final class RegisterPage {
    private final Template template = Template.load("register.html");
    private final ToolDescription tool;

    RegisterPage(ToolDescription tool) {
        this.tool = tool;
    }

    private String render(String view, Map<String, Object> values) {
        values.put("view", view);
        values.put("tool", tool.about().name());
        return template.fill(Map.of("BOOTSTRAP", Html.json(Json.write(values))));
    }

    /** For whoever opens the address by hand: it belongs into an LMS. */
    String explain() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("address", tool.registrationUrl());
        values.put(
                "guides",
                List.of(Family.values()).stream().map(RegisterPage::guide).toList());
        return render("explain", values);
    }

    private static Map<String, String> guide(Family family) {
        return Map.of("title", family.title(), "href", "/lti/config/guide/" + family.slug());
    }

    /** What goes back with the form, unseen. */
    record Sent(DynamicRegistration.Start start, @Nullable String invite) {}

    /** The school that was found, what is asked of it and why. */
    String offer(PlatformConfiguration platform, Registering policy, Sent sent, @Nullable RegistrationRefused problem) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("school", school(platform));
        Family family = platform.school().family();
        Set<Service> there = new TreeSet<>(tool.services());
        there.removeIf(service ->
                !family.knows(service) || !service.within(platform.takes().scopes()));
        Set<Service> missing = new TreeSet<>(tool.services());
        missing.removeAll(there);
        values.put("services", words(there));
        values.put("missing", words(missing));
        values.put("policy", policy.name().toLowerCase(Locale.ROOT));
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("openid_configuration", sent.start().configuration());
        form.put(
                "registration_token",
                sent.start().token() == null ? "" : sent.start().token());
        form.put("invite", sent.invite() == null ? "" : sent.invite());
        values.put("form", form);
        if (problem != null) {
            values.put("problem", told(problem));
        }
        return render("offer", values);
    }

    String done(DynamicRegistration.Outcome outcome) {
        Connection connection = outcome.connection();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("school", school(outcome.platform()));
        values.put("waiting", connection.state() == Connection.State.WAITING);
        values.put("registration", connection.id());
        values.put("lacking", words(outcome.lacking()));
        values.put("again", outcome.again());
        return render("done", values);
    }

    String problem(RegistrationRefused refused) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("problem", told(refused));
        values.put("guide", "/lti/config/guide");
        return render("problem", values);
    }

    private static Map<String, Object> told(RegistrationRefused refused) {
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("code", refused.reason().code());
        problem.put("sentence", refused.reason().sentence());
        problem.put("words", refused.words() == null ? "" : refused.words());
        return problem;
    }

    private static Map<String, Object> school(PlatformConfiguration platform) {
        PlatformConfiguration.School school = platform.school();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", school.name());
        values.put(
                "product",
                school.family() == Family.GENERIC
                        ? school.product()
                        : school.family().title());
        values.put("family", school.family().slug());
        values.put("issuer", platform.issuer());
        return values;
    }

    private static List<String> words(Collection<Service> services) {
        return services.stream()
                .map(service -> service.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
