package lectern.bridge.conference;

import lectern.bridge.SourceKind;
import lectern.bridge.congestion.PublisherBudget;
import lectern.bridge.rtcp.NtpTime;
import lectern.bridge.rtcp.RtcpWriter;

/**
 * The RTCP that one endpoint gets: reports and its budget once a second, NACKs and keyframe requests when they are due.
 * Everything starts with our feedback SSRC, so that SRTCP needs one context.
 */
final class Reports {
    private static final long INTERVAL_NANOS = 1_000_000_000L;
    private static final int MTU = 1100;
    private static final int MAX_BLOCKS = 31;
    private static final int SENDER_REPORT = 28;
    private static final int MAX_NACKED = 64;
    private static final int MAX_NACK_BYTES = 12 + 4 * MAX_NACKED;
    private static final int PLI = 12;
    /** Until a reception report told it. */
    private static final long ASSUMED_RTT_NANOS = 50_000_000L;

    private final Endpoint endpoint;
    private final int ssrc;
    private final byte[] buffer = new byte[MTU + 64];
    private final int[] sequences = new int[MAX_NACKED];
    private final int[] ssrcs = new int[MAX_BLOCKS];
    private final RtcpWriter writer = new RtcpWriter();
    private final ArrivalReports arrivals;
    private long nextAt;
    private int count;

    Reports(Endpoint endpoint, LoopContext context) {
        this.endpoint = endpoint;
        // Slots' SSRCs are below this bit.
        ssrc = context.random().nextInt(0x3FFF_FFFF) | 0x4000_0000;
        writer.begin(buffer, 0, MTU);
        arrivals = new ArrivalReports(endpoint, ssrc);
    }

    ArrivalReports arrivals() {
        return arrivals;
    }

    /** Makes the periodic reports due now: the first ones tell the sender its budget. */
    void soon(long now) {
        nextAt = now;
    }

    void tick(long now) {
        if (!endpoint.link().up()) {
            return;
        }
        if (now - nextAt >= 0) {
            nextAt = now + INTERVAL_NANOS;
            receptionReports(now);
            budget();
            endpoint.receiver().audio().forEach(slot -> senderReport(slot, now));
            endpoint.receiver().video().forEach(slot -> senderReport(slot, now));
        }
        Publisher publisher = endpoint.publisher();
        for (int i = 0; i < publisher.streams(); i++) {
            Layer layer = publisher.layerAt(i);
            if (layer != null) {
                nack(layer, now);
            }
        }
        flush();
        arrivals.tick(now);
    }

    /**
     * Asks for the keyframes that are due.
     *
     * @return whether there were any
     */
    boolean keyframes(long now) {
        if (!endpoint.link().up()) {
            return false;
        }
        count = 0;
        Publisher publisher = endpoint.publisher();
        for (int i = 0; i < publisher.streams(); i++) {
            Layer layer = publisher.layerAt(i);
            if (layer != null) {
                keyframe(layer, now);
            }
        }
        flush();
        return count > 0;
    }

    private void keyframe(Layer layer, long now) {
        if (!layer.source.video()) {
            return;
        }
        if (!layer.gate.open()) {
            layer.keyframe.cancel();
            if (layer.sending(now) && layer.gate.asks(now)) {
                request(layer, now);
            }
            return;
        }
        if (!layer.keyframe.due(now)) {
            return;
        }
        if (!layer.watched() || !layer.alive(now)) {
            layer.keyframe.cancel();
            return;
        }
        request(layer, now);
    }

    private void request(Layer layer, long now) {
        makeRoom(PLI);
        writer.pli(ssrc, layer.ssrc);
        layer.source.keyframesAsked(now);
        layer.keyframeRequests++;
        endpoint.conference().counters().keyframeRequests++;
        count++;
    }

    private void receptionReports(long now) {
        writer.receiverReport(ssrc);
        count = 0;
        Publisher publisher = endpoint.publisher();
        for (int i = 0; i < publisher.streams() && count < MAX_BLOCKS; i++) {
            Layer layer = publisher.layerAt(i);
            if (layer != null && layer.statistics.active()) {
                ssrcs[count] = layer.ssrc;
                count++;
                layer.statistics.report(writer, layer.ssrc, now);
            }
        }
    }

    private void budget() {
        Source screen = endpoint.publisher().source(SourceKind.SCREEN);
        int camera = endpoint.conference().settings().maxCameraKbps();
        int screens = endpoint.conference().settings().maxScreenKbps();
        long bits = PublisherBudget.bitsPerSecond(camera, screens, screen != null && screen.active());
        makeRoom(20 + 4 * count);
        writer.remb(ssrc, bits, ssrcs, count);
    }

    private void senderReport(Slot slot, long now) {
        if (slot.reports()) {
            makeRoom(SENDER_REPORT);
            int packets = (int) slot.statistics.packets();
            int octets = (int) slot.statistics.bytes();
            writer.senderReport(slot.line.ssrc(), NtpTime.ofNanos(now), slot.timestampAt(now), packets, octets);
        }
    }

    private void nack(Layer layer, long now) {
        if (layer.missing.isEmpty()) {
            return;
        }
        long rtt = endpoint.receiver().rttNanos();
        int due = layer.missing.due(now, rtt == 0 ? ASSUMED_RTT_NANOS : rtt, sequences);
        if (due > 0) {
            makeRoom(MAX_NACK_BYTES);
            writer.nack(ssrc, layer.ssrc, sequences, due);
        }
        if (layer.missing.gaveUp()) {
            layer.askForKeyframe();
        }
    }

    private void makeRoom(int bytes) {
        if (!writer.room(bytes)) {
            flush();
            writer.receiverReport(ssrc);
        }
    }

    private void flush() {
        if (writer.length() > 0) {
            endpoint.link().sendRtcp(buffer, 0, writer.length());
            writer.begin(buffer, 0, MTU);
        }
    }
}
