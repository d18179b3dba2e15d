package lectern.practice.web;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import lectern.practice.bench.Bench;
import lectern.practice.bench.Deck;
import org.jspecify.annotations.Nullable;

/** The deck with what was expected and what the tool did, one button each and one for all. */
final class BenchPage {

    private BenchPage() {}

    /**
     * The page.
     *
     * @param played results by name, of as many as were played
     */
    static String html(String tool, Map<String, Bench.Result> played) {
        List<Deck.Case> all = Deck.all();
        String rows = all.stream().map(c -> row(c, played.get(c.name()))).collect(Collectors.joining());
        long good = played.values().stream().filter(Bench.Result::passed).count();
        String sum = played.isEmpty()
                ? ""
                : good + " of " + played.size() + " as expected. <a href=\"/bench/report\">Save as a report</a>";
        String body = """
                <p class="crumbs"><a href="/">People</a></p>
                <h1>Try to fool the tool</h1>
                <p class="lead">Real launches to <span class="url">%s</span>, each wrong in one way; the last ones are odd,
                but right. The code is the one on the tool's page.</p>
                <form method="post" action="/bench" class="more"><button>Run all %d</button>
                <p role="status" class="note">%s</p></form>
                <div class="scroll" tabindex="0" role="region" aria-label="Launches"><table>
                <thead><tr><th scope="col">Launch</th><th scope="col">Expected</th><th scope="col">Got</th>
                <th scope="col"></th></tr></thead><tbody>%s</tbody></table></div>
                """.formatted(Html.text(tool), all.size(), sum, rows);
        return Layout.page("Try to fool the tool", null, body);
    }

    private static String row(Deck.Case one, Bench.@Nullable Result result) {
        String got = result == null ? "" : (result.passed() ? "✓ " : "✗ ") + result.got();
        return """
                <tr><th scope="row">%s<small>%s</small></th><td>%s</td><td%s>%s</td>
                <td><form method="post" action="/bench"><input type="hidden" name="case" value="%s">
                <button class="plain" aria-label="Run: %s">Run</button></form></td></tr>
                """.formatted(
                        Html.text(one.name()),
                        Html.text(one.group()),
                        Html.text(one.expected()),
                        result == null || result.passed() ? "" : " class=\"error\"",
                        Html.text(got),
                        Html.text(one.name()),
                        Html.text(one.name()));
    }
}
