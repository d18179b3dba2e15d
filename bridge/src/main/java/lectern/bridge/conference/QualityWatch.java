package lectern.bridge.conference;

import java.util.List;
import java.util.function.BiConsumer;
import lectern.bridge.Quality;

/** Samples one endpoint's connection once a second; of the loop. */
final class QualityWatch {
    /**
     * Silence of a connection that is gone. Checks of consent come every 6 s at the latest (RFC 7675 §5.1), reports of
     * whoever receives anything every second.
     */
    static final long SILENT_NANOS = 7_500_000_000L;

    /** So long the estimate of a new line is still growing, and says nothing. */
    private static final int WARM_UP = 15;
    /** Packets of a second that a share of can be told. */
    private static final int LEAST_PACKETS = 20;

    /** Of what a line probes for: without the margins for showing more and for what is not counted. */
    private static final int NEEDED_PERCENT = 80;

    private final QualityMeter meter = new QualityMeter();
    private boolean wasUp;
    private int seconds;
    private long expectedBefore;
    private long receivedBefore;
    private long forwardedBefore;
    /** Sums over the streams that it publishes. */
    private long expected;

    private long received;

    Quality quality() {
        return meter.quality();
    }

    /** Samples everybody; {@code told} gets whose quality is another one than before. */
    static void review(List<Endpoint> present, long now, BiConsumer<String, Quality> told) {
        for (Endpoint endpoint : present) {
            if (endpoint.quality.changes(endpoint, now)) {
                told.accept(endpoint.id(), endpoint.quality.quality());
            }
        }
    }

    private boolean changes(Endpoint endpoint, long now) {
        wasUp |= endpoint.link().up();
        if (!wasUp) {
            return false;
        }
        seconds++;
        Quality before = meter.quality();
        return meter.next(sample(endpoint, now)) != before;
    }

    private QualitySample sample(Endpoint endpoint, long now) {
        Receiver receiver = endpoint.receiver();
        boolean heard = endpoint.link().up() && now - endpoint.heardAt() < SILENT_NANOS;
        boolean settled = seconds > WARM_UP;
        int loss = Math.max(lossOfSent(endpoint), lossOfReceived(endpoint));
        return new QualitySample(
                heard,
                loss,
                receiver.rttNanos() / 1_000_000,
                settled ? carriedPercent(receiver.line()) : 100,
                settled ? receiver.paused() : 0);
    }

    private static int carriedPercent(Downlink line) {
        long usable = line.usable();
        long needed = line.wanted() * NEEDED_PERCENT / 100;
        return usable >= needed ? 100 : (int) (usable * 100 / needed);
    }

    /** Toward the endpoint: by transport-wide feedback, without it by its reports. */
    private int lossOfSent(Endpoint endpoint) {
        long sent = endpoint.counters.forwarded - forwardedBefore;
        forwardedBefore = endpoint.counters.forwarded;
        if (sent < LEAST_PACKETS) {
            return 0;
        }
        Receiver receiver = endpoint.receiver();
        boolean fed = receiver.line().estimate() != Long.MAX_VALUE;
        return fed ? receiver.line().lossPerMille() : receiver.lossPerMille();
    }

    /** From the endpoint, retransmissions not counted. */
    private int lossOfReceived(Endpoint endpoint) {
        expected = 0;
        received = 0;
        endpoint.publisher().forEachLayer(layer -> {
            expected += layer.statistics.expected();
            received += layer.statistics.packets();
        });
        long due = expected - expectedBefore;
        long came = received - receivedBefore;
        expectedBefore = expected;
        receivedBefore = received;
        return due < LEAST_PACKETS ? 0 : (int) Math.max(0, (due - came) * 1000 / due);
    }
}
