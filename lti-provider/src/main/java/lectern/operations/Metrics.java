package lectern.operations;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import lectern.bridge.ConferenceStats;

/** Text of the Prometheus exposition format, version 0.0.4. */
final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final StringBuilder text = new StringBuilder(4096);

    /** A held class and its media's counters. */
    record ClassMedia(String session, ConferenceStats stats) {}

    /** What the whole process is at. */
    record Whole(int classes, int people, boolean draining, boolean store, boolean recorder) {}

    static String of(Whole whole, List<ClassMedia> classes) {
        Metrics metrics = new Metrics();
        metrics.whole(whole);
        metrics.classes(classes);
        metrics.process();
        return metrics.text.toString();
    }

    private void whole(Whole whole) {
        gauge("lectern_classes", "Classes being held.", whole.classes());
        gauge("lectern_people", "People in them.", whole.people());
        gauge("lectern_draining", "1 while no new class may start.", whole.draining() ? 1 : 0);
        gauge("lectern_store_up", "1 while the database answers.", whole.store() ? 1 : 0);
        gauge("lectern_recorder_up", "1 while the recorder is connected.", whole.recorder() ? 1 : 0);
    }

    private void classes(List<ClassMedia> classes) {
        head(
                "lectern_class_packets_total",
                "counter",
                "Packets of a held class since its start, by what became of them.");
        for (ClassMedia each : classes) {
            packets(each, "received", each.stats().received());
            packets(each, "forwarded", each.stats().forwarded());
            packets(each, "retransmitted", each.stats().retransmitted());
            packets(each, "dropped", each.stats().dropped());
        }
        head("lectern_class_keyframe_requests_total", "counter", "Keyframes asked of publishers.");
        for (ClassMedia each : classes) {
            sample(
                    "lectern_class_keyframe_requests_total{session=\"" + each.session() + "\"}",
                    each.stats().keyframeRequests());
        }
        head("lectern_class_connected", "gauge", "Endpoints of a held class whose media is up.");
        for (ClassMedia each : classes) {
            sample(
                    "lectern_class_connected{session=\"" + each.session() + "\"}",
                    each.stats().endpoints().stream()
                            .filter(ConferenceStats.Endpoint::connected)
                            .count());
        }
    }

    private void packets(ClassMedia each, String kind, long count) {
        sample("lectern_class_packets_total{session=\"" + each.session() + "\",kind=\"" + kind + "\"}", count);
    }

    private void process() {
        Runtime runtime = Runtime.getRuntime();
        gauge("lectern_heap_used_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        gauge("lectern_heap_max_bytes", "Heap that may be used.", runtime.maxMemory());
        gauge(
                "lectern_threads",
                "Live threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        long paused = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            paused += Math.max(0, collector.getCollectionTime());
        }
        head("lectern_gc_seconds_total", "counter", "Time that garbage collectors reported.");
        text.append("lectern_gc_seconds_total ")
                .append(String.format(Locale.ROOT, "%.3f", paused / 1000.0))
                .append('\n');
    }

    private void gauge(String name, String help, long value) {
        head(name, "gauge", help);
        sample(name, value);
    }

    private void head(String name, String type, String help) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    private void sample(String series, long value) {
        text.append(series).append(' ').append(value).append('\n');
    }
}
