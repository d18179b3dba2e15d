package lectern.operations;

import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import lectern.bridge.ConferenceStats;
import lectern.bridge.Quality;
import lectern.bridge.SourceKind;

/**
 * What the media of held classes does, one set of series for each class. People's own figures are in the class's JSON
 * only: a series for each slot of each person would be a thousand for a class.
 */
final class ClassMetrics {
    private final MetricsText text;
    private final List<Metrics.ClassMedia> classes;

    ClassMetrics(MetricsText text, List<Metrics.ClassMedia> classes) {
        this.text = text;
        this.classes = classes;
    }

    void write() {
        packets();
        people();
        pictures();
        lines();
        published();
    }

    private static String series(String name, Metrics.ClassMedia each, String labels) {
        return name + "{session=\"" + each.session() + "\"" + labels + "}";
    }

    /** One series for each class. */
    private void each(String name, String type, String help, ToLongFunction<ConferenceStats> value) {
        text.head(name, type, help);
        classes.forEach(each -> text.sample(series(name, each, ""), value.applyAsLong(each.stats())));
    }

    private void packets() {
        String name = "lectern_class_packets_total";
        text.head(name, "counter", "Packets of a held class since its start, by what became of them.");
        for (Metrics.ClassMedia each : classes) {
            ConferenceStats stats = each.stats();
            text.sample(series(name, each, ",kind=\"received\""), stats.received());
            text.sample(series(name, each, ",kind=\"forwarded\""), stats.forwarded());
            text.sample(series(name, each, ",kind=\"retransmitted\""), stats.retransmitted());
            text.sample(series(name, each, ",kind=\"dropped\""), stats.dropped());
        }
        String held = "lectern_class_limited_packets_total";
        text.head(held, "counter", "What limits kept out, part of what was dropped.");
        for (Metrics.ClassMedia each : classes) {
            text.sample(series(held, each, ",by=\"cap\""), each.stats().held().overCap());
            text.sample(
                    series(held, each, ",by=\"intake\""), each.stats().held().overIntake());
        }
        each(
                "lectern_class_limits_told_total",
                "counter",
                "Times that a publisher was told of its limit.",
                stats -> stats.held().told());
        each(
                "lectern_class_keyframe_requests_total",
                "counter",
                "Keyframes asked of publishers.",
                ConferenceStats::keyframeRequests);
    }

    private void people() {
        each(
                "lectern_class_connected",
                "gauge",
                "Endpoints of a held class whose media is up.",
                stats -> stats.endpoints().stream()
                        .filter(ConferenceStats.Endpoint::connected)
                        .count());
        String name = "lectern_class_quality";
        text.head(name, "gauge", "Endpoints by how their connection is.");
        for (Metrics.ClassMedia each : classes) {
            for (Quality quality : Quality.values()) {
                text.sample(
                        series(name, each, ",quality=\"" + quality.name().toLowerCase(Locale.ROOT) + "\""),
                        each.stats().endpoints().stream()
                                .filter(endpoint -> endpoint.quality() == quality)
                                .count());
            }
        }
    }

    private void pictures() {
        String name = "lectern_class_pictures";
        text.head(name, "gauge", "Pictures in receive slots by the layer that is forwarded.");
        for (Metrics.ClassMedia each : classes) {
            for (String layer : List.of("low", "high", "none", "paused")) {
                text.sample(
                        series(name, each, ",layer=\"" + layer + "\""),
                        slots(each)
                                .filter(slot ->
                                        slot.kind() != null && slot.kind().video())
                                .filter(slot -> layer.equals(layerOf(slot)))
                                .count());
            }
        }
        each(
                "lectern_class_freezes_total",
                "counter",
                "Pictures that stood still, as the bridge sees it.",
                ConferenceStats::freezes);
        String frozen = "lectern_class_frozen_seconds_total";
        text.head(frozen, "counter", "How long they stood still.");
        classes.forEach(
                each -> text.sample(series(frozen, each, ""), each.stats().frozenMillis(), 1_000));
    }

    private static String layerOf(ConferenceStats.Slot slot) {
        String layer = slot.layer();
        return slot.paused() ? "paused" : layer == null ? "none" : layer;
    }

    private static Stream<ConferenceStats.Slot> slots(Metrics.ClassMedia each) {
        return each.stats().endpoints().stream().flatMap(endpoint -> endpoint.slots().stream());
    }

    private static Stream<ConferenceStats.Layer> layers(Metrics.ClassMedia each) {
        return each.stats().endpoints().stream()
                .flatMap(endpoint -> endpoint.layers().stream())
                .filter(ConferenceStats.Layer::sending);
    }

    private void lines() {
        meanAndWorst(
                "lectern_class_rtt_seconds",
                "Round trips of the connected.",
                1_000_000,
                each -> connected(each)
                        .mapToLong(ConferenceStats.Endpoint::rttMicros)
                        .filter(micros -> micros > 0));
        meanAndWorst(
                "lectern_class_downlink_loss_ratio",
                "Loss that receivers report of their slots.",
                1_000,
                each -> slots(each)
                        .filter(slot -> slot.from() != null && slot.layer() != null)
                        .mapToLong(ConferenceStats.Slot::lossPerMille));
        meanAndWorst(
                "lectern_class_downlink_jitter_seconds",
                "Jitter that receivers report of their slots.",
                1_000_000,
                each -> slots(each)
                        .filter(slot -> slot.from() != null && slot.layer() != null)
                        .mapToLong(ConferenceStats.Slot::jitterMicros));
        meanAndWorst(
                "lectern_class_uplink_loss_ratio",
                "Loss of what publishers send.",
                1_000,
                each -> layers(each).mapToLong(ConferenceStats.Layer::lossPerMille));
        meanAndWorst(
                "lectern_class_uplink_jitter_seconds",
                "Jitter of what publishers send.",
                1_000_000,
                each -> layers(each).mapToLong(ConferenceStats.Layer::jitterMicros));
    }

    private static Stream<ConferenceStats.Endpoint> connected(Metrics.ClassMedia each) {
        return each.stats().endpoints().stream().filter(ConferenceStats.Endpoint::connected);
    }

    /** Mean and worst of some values, none where there are none. */
    private void meanAndWorst(String name, String help, long parts, Values values) {
        text.head(name, "gauge", help);
        for (Metrics.ClassMedia each : classes) {
            var summary = values.of(each).summaryStatistics();
            if (summary.getCount() > 0) {
                text.sample(series(name, each, ",of=\"mean\""), summary.getSum(), parts * summary.getCount());
                text.sample(series(name, each, ",of=\"worst\""), summary.getMax(), parts);
            }
        }
    }

    private interface Values {
        LongStream of(Metrics.ClassMedia each);
    }

    private void published() {
        String name = "lectern_class_published_bits_per_second";
        text.head(name, "gauge", "What publishers send, by kind.");
        for (Metrics.ClassMedia each : classes) {
            for (SourceKind kind : SourceKind.values()) {
                String word = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
                long kbps = layers(each)
                        .filter(layer -> layer.kind() == kind)
                        .mapToLong(ConferenceStats.Layer::kbps)
                        .sum();
                text.sample(series(name, each, ",kind=\"" + word + "\""), kbps * 1_000);
            }
        }
    }
}
