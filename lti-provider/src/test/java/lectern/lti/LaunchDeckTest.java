package lectern.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import lectern.lti.RefusedLaunches.Form;
import lectern.lti.registration.Registration;
import lectern.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole deck in one table, {@code target/launch-deck.txt}, which {@code ./lectern test --deck} prints. */
class LaunchDeckTest {
    @TempDir
    Path folder;

    private record Line(String what, String expected, String got) {
        boolean right() {
            return expected.equals(got);
        }

        String text() {
            return "%-4s %-52s %-24s %s".formatted(right() ? "ok" : "BAD", what, expected, got);
        }
    }

    @Test
    void everyLaunchEndsAsTheDeckSays() throws IOException {
        List<Line> refused = new ArrayList<>();
        List<Line> valid = new ArrayList<>();
        List<Line> odd = new ArrayList<>();
        try (TestPlatform platform = new TestPlatform();
                TestTool tool =
                        new TestTool(folder, RefusedLaunches.CLOCK, Map.of("lectern.lti.new-deployments", "pending"))) {
            tool.lti().registrations().put(registration(platform), Registration.Source.MANUAL);
            RefusedLaunches.all()
                    .forEach(one -> refused.add(
                            new Line(one.what(), one.code(), TestTool.code(one.sent(new Form(tool, platform))))));
            ValidLaunches.certification().forEach(one -> valid.add(opened(one, new Form(tool, platform))));
            ValidLaunches.oddities().forEach(one -> odd.add(opened(one, new Form(tool, platform))));
        }
        write(refused, valid, odd);
        assertThat(refused).hasSizeGreaterThanOrEqualTo(40).allMatch(Line::right);
        assertThat(valid).hasSize(18).allMatch(Line::right);
        assertThat(odd).allMatch(Line::right);
    }

    private static Settings.Registration registration(TestPlatform platform) {
        return new Settings.Registration(
                TestPlatform.ISS,
                TestPlatform.CLIENT,
                platform.registration(TestPlatform.ISS, TestPlatform.CLIENT, null)
                        .authUrl(),
                platform.jwksUrl(),
                null,
                null,
                "generic",
                List.of("dep-1"));
    }

    private static Line opened(ValidLaunches.Case one, Form form) {
        one.applyTo(form.claims);
        HttpResponse<String> answer = form.send();
        String got = answer.statusCode() != 200
                ? TestTool.code(answer)
                : answer.body().contains("\"role\":\"host\"") ? "lobby of a host" : "lobby of a student";
        boolean clean = !answer.body().contains("<img") && !answer.body().contains("javascript:");
        return new Line(one.toString(), one.host() ? "lobby of a host" : "lobby of a student", clean ? got : "markup");
    }

    private static void write(List<Line> refused, List<Line> valid, List<Line> odd) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("%-4s %-52s %-24s %s".formatted("", "Launch", "Expected", "Got"));
        section(lines, "Refused", refused);
        section(lines, "Taken (certification)", valid);
        section(lines, "Taken (strange, but right)", odd);
        Files.write(Path.of("target", "launch-deck.txt"), lines);
    }

    private static void section(List<String> lines, String title, List<Line> all) {
        lines.add("");
        lines.add(title + ": " + all.stream().filter(Line::right).count() + " of " + all.size() + " as they should");
        all.forEach(line -> lines.add(line.text()));
    }
}
