package lectern.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import lectern.bridge.ConferenceStats;
import lectern.bridge.LoopStats;
import lectern.bridge.Quality;
import lectern.bridge.SourceKind;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final Metrics.Whole WHOLE = new Metrics.Whole(1, 2, false, true, true);
    private static final ConferenceStats.Held HELD = new ConferenceStats.Held(3, 4, 5);

    private static ConferenceStats.Endpoint endpoint(
            String id, Quality quality, List<ConferenceStats.Slot> slots, List<ConferenceStats.Layer> layers) {
        return new ConferenceStats.Endpoint(
                id, true, quality, 10, 20, 0, quality == Quality.GOOD ? 20_000 : 60_000, 0, 0, 0, HELD, slots, layers);
    }

    private static ConferenceStats.Slot picture(String mid, String from, String layer, boolean paused, int loss) {
        return new ConferenceStats.Slot(
                mid, from, SourceKind.CAMERA, layer, paused, 100, 1000, loss, 4_000, 20_000, 1, 700);
    }

    private static ConferenceStats.Layer layer(String layer, boolean sending, long kbps, int loss) {
        return new ConferenceStats.Layer(SourceKind.CAMERA, layer, sending, kbps, 100, loss, 2_000, 1);
    }

    private static String text() {
        ConferenceStats stats = new ConferenceStats(
                1,
                2,
                3,
                4,
                5,
                6,
                1_234,
                HELD,
                List.of(
                        endpoint(
                                "person-ada",
                                Quality.GOOD,
                                List.of(picture("v0", "person-cyd", "high", false, 30)),
                                List.of(layer("low", true, 80, 0), layer("high", false, 200, 500))),
                        endpoint(
                                "person-cyd",
                                Quality.POOR,
                                List.of(
                                        picture("v0", "person-ada", "low", false, 90),
                                        picture("v1", "person-bo", "low", true, 0)),
                                List.of(layer("low", true, 90, 100)))));
        LoopStats loop = new LoopStats(0, List.of("s1"), 7, 1000, 2, 25_500, 8, 9, 10);
        return Metrics.of(WHOLE, List.of(new Metrics.ClassMedia("s1", stats)), List.of(loop));
    }

    @Test
    void aClassIsSummedUpWithMeanAndWorst() {
        assertThat(text().lines())
                .contains(
                        "lectern_class_quality{session=\"s1\",quality=\"good\"} 1",
                        "lectern_class_quality{session=\"s1\",quality=\"poor\"} 1",
                        "lectern_class_pictures{session=\"s1\",layer=\"high\"} 1",
                        "lectern_class_pictures{session=\"s1\",layer=\"low\"} 1",
                        "lectern_class_pictures{session=\"s1\",layer=\"paused\"} 1",
                        "lectern_class_freezes_total{session=\"s1\"} 6",
                        "lectern_class_frozen_seconds_total{session=\"s1\"} 1.234000",
                        "lectern_class_rtt_seconds{session=\"s1\",of=\"mean\"} 0.040000",
                        "lectern_class_rtt_seconds{session=\"s1\",of=\"worst\"} 0.060000",
                        "lectern_class_downlink_loss_ratio{session=\"s1\",of=\"worst\"} 0.090000",
                        "lectern_class_uplink_loss_ratio{session=\"s1\",of=\"mean\"} 0.050000",
                        "lectern_class_published_bits_per_second{session=\"s1\",kind=\"camera\"} 170000",
                        "lectern_class_limited_packets_total{session=\"s1\",by=\"cap\"} 3",
                        "lectern_loop_longest_turn_seconds{loop=\"0\"} 0.025500",
                        "lectern_loop_strangers_total{loop=\"0\"} 7");
    }

    @Test
    void everySeriesHasAHelpAndATypeAndNobodysIdIsInIt() {
        String text = text();
        assertThat(text).doesNotContain("person-");
        text.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int labels = line.indexOf('{');
            String name = line.substring(0, labels < 0 ? line.indexOf(' ') : labels);
            assertThat(text).contains("# HELP " + name + " ", "# TYPE " + name + " ");
        });
    }

    @Test
    void aPausedPictureCountsNeitherAsItsLayerNorTwice() {
        assertThat(text().lines()
                        .filter(line -> line.startsWith("lectern_class_pictures"))
                        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum())
                .isEqualTo(3);
    }

    /** An operator finds every metric in the manual. */
    @Test
    void everyMetricIsInTheManual() throws IOException {
        String manual = Files.readString(Path.of("../docs/operations.md"));
        text().lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.substring("# TYPE ".length(), line.lastIndexOf(' ')))
                .forEach(name -> assertThat(manual).contains(name));
    }
}
