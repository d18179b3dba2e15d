package lectern.practice.web;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import lectern.practice.bench.Bench;

/** What the tool did with the launches that were played, as a table in Markdown. */
final class BenchReport {

    private BenchReport() {}

    static String text(String tool, Instant now, List<Bench.Result> results) {
        long good = results.stream().filter(Bench.Result::passed).count();
        StringBuilder text = new StringBuilder("# Launches to ")
                .append(tool)
                .append("\n\n")
                .append(now.truncatedTo(ChronoUnit.SECONDS))
                .append(": ")
                .append(good)
                .append(" of ")
                .append(results.size())
                .append(" as expected.\n\n| launch | group | expected | got | |\n|---|---|---|---|---|\n");
        for (Bench.Result result : results) {
            text.append("| ")
                    .append(cell(result.played().name()))
                    .append(" | ")
                    .append(cell(result.played().group()))
                    .append(" | ")
                    .append(cell(result.played().expected()))
                    .append(" | ")
                    .append(cell(result.got()))
                    .append(" | ")
                    .append(result.passed() ? "as expected" : "**different**")
                    .append(" |\n");
        }
        return text.toString();
    }

    /** What a tool answered may hold anything. */
    private static String cell(String words) {
        return words.replaceAll("[\\p{Cntrl}]", " ").replace("|", "\\|");
    }
}
