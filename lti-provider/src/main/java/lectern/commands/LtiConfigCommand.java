package lectern.commands;

import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import lectern.lti.Lti;
import lectern.lticonfig.CanvasConfig;
import lectern.lticonfig.Checker;
import lectern.lticonfig.Family;
import lectern.lticonfig.Guide;
import lectern.lticonfig.HttpFetch;
import lectern.lticonfig.RegistrationPayload;
import lectern.lticonfig.ToolDescription;
import lectern.settings.Settings;
import lectern.settings.SettingsException;

/** {@code lti-config render|check}. */
final class LtiConfigCommand {
    private LtiConfigCommand() {}

    static Outcome run(Words words) {
        return switch (words.word(1)) {
            case "render" -> render(words);
            case "check" -> check(words);
            default -> throw Commands.unknown("lti-config " + words.word(1));
        };
    }

    private static Outcome render(Words words) {
        words.know(2, "lms", "as", "base-url");
        Family family = Family.bySlug(words.needed("lms"))
                .orElseThrow(
                        () -> new SettingsException("--lms must be one of " + RegistrationCommand.families() + "."));
        Settings settings = words.settings();
        ToolDescription tool = Lti.tool(settings);
        URI base = words.address("base-url");
        if (base != null) {
            tool = ToolDescription.lectern(
                    origin(base), settings.lti().toolName(), settings.lti().contact());
        }
        String as = words.option("as").orElse(family == Family.CANVAS ? "canvas" : "guide");
        String text = switch (as) {
            case "guide" -> Guide.render(tool, family);
            case "registration" ->
                RegistrationPayload.render(tool, family, RegistrationPayload.Platform.whole(tool, family));
            case "canvas" -> CanvasConfig.render(tool);
            default -> throw new SettingsException("--as must be guide, registration or canvas, not " + as + ".");
        };
        return Outcome.done(text.stripTrailing());
    }

    private static Outcome check(Words words) {
        words.know(3);
        URI base = origin(Words.address(words.word(2), "The address to check"));
        List<Checker.Line> lines = new Checker(new HttpFetch(), Clock.systemUTC()).check(base);
        boolean good = lines.stream().noneMatch(line -> line.level() == Checker.Level.BAD);
        return new Outcome(good, lines.stream().map(Checker.Line::text).collect(Collectors.joining("\n")));
    }

    private static URI origin(URI address) {
        String port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return URI.create(address.getScheme() + "://" + address.getHost() + port);
    }
}
