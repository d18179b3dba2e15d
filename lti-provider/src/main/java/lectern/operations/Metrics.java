package lectern.operations;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.ToLongFunction;
import lectern.bridge.ConferenceStats;
import lectern.bridge.LoopStats;

/** All that {@code /metrics} says; names and units are in {@code docs/operations.md}. */
final class Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final MetricsText text = new MetricsText();

    /** A held class and its media's counters. */
    record ClassMedia(String session, ConferenceStats stats) {}

    /** What the whole process is at. */
    record Whole(int classes, int people, boolean draining, boolean store, boolean recorder) {}

    static String of(Whole whole, List<ClassMedia> classes, List<LoopStats> loops) {
        Metrics metrics = new Metrics();
        metrics.whole(whole);
        new ClassMetrics(metrics.text, classes).write();
        metrics.loops(loops);
        metrics.process();
        return metrics.text.toString();
    }

    private void whole(Whole whole) {
        text.gauge("lectern_classes", "Classes being held.", whole.classes());
        text.gauge("lectern_people", "People in them.", whole.people());
        text.gauge("lectern_draining", "1 while no new class may start.", whole.draining() ? 1 : 0);
        text.gauge("lectern_store_up", "1 while the database answers.", whole.store() ? 1 : 0);
        text.gauge("lectern_recorder_up", "1 while the recorder is connected.", whole.recorder() ? 1 : 0);
    }

    private void loops(List<LoopStats> loops) {
        loop(loops, "turns_total", "Times around of a media loop.", LoopStats::turns);
        loop(loops, "stalls_total", "Turns of more than 20 ms: sound waited.", LoopStats::stalls);
        text.head("lectern_loop_longest_turn_seconds", "gauge", "The longest turn since the start.");
        loops.forEach(each -> text.sample(
                "lectern_loop_longest_turn_seconds{loop=\"" + each.loop() + "\"}",
                each.longestTurnMicros(),
                1_000_000));
        loop(loops, "strangers_total", "Datagrams dropped of addresses that are nobody's.", LoopStats::strangers);
        loop(loops, "socket_refused_total", "UDP packets that the system did not take.", LoopStats::refusedBySocket);
        loop(
                loops,
                "tcp_dropped_packets_total",
                "Packets that slow TCP connections had no room for.",
                LoopStats::droppedByConnections);
        loop(loops, "tcp_refused_total", "TCP connections over a limit.", LoopStats::refusedConnections);
    }

    private void loop(List<LoopStats> loops, String what, String help, ToLongFunction<LoopStats> value) {
        String name = "lectern_loop_" + what;
        text.head(name, "counter", help);
        loops.forEach(each -> text.sample(name + "{loop=\"" + each.loop() + "\"}", value.applyAsLong(each)));
    }

    private void process() {
        Runtime runtime = Runtime.getRuntime();
        text.gauge("lectern_heap_used_bytes", "Heap in use.", runtime.totalMemory() - runtime.freeMemory());
        text.gauge("lectern_heap_max_bytes", "Heap that may be used.", runtime.maxMemory());
        text.gauge(
                "lectern_threads",
                "Live threads.",
                ManagementFactory.getThreadMXBean().getThreadCount());
        long paused = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            paused += Math.max(0, collector.getCollectionTime());
        }
        text.head("lectern_gc_seconds_total", "counter", "Time that garbage collectors reported.");
        text.sample("lectern_gc_seconds_total", paused, 1_000);
    }
}
