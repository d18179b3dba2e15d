package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.List;
import lectern.bridge.ConferenceStats;
import lectern.bridge.simulcast.LayerChoice;

/** Reads an endpoint's counters when somebody asks for them; on the loop. */
final class EndpointStatistics {
    private EndpointStatistics() {}

    static ConferenceStats.Endpoint of(Endpoint endpoint, long now) {
        Receiver receiver = endpoint.receiver();
        long estimate = receiver.line().estimate();
        return new ConferenceStats.Endpoint(
                endpoint.id(),
                endpoint.link().up(),
                endpoint.quality.quality(),
                endpoint.counters.received,
                endpoint.counters.forwarded,
                receiver.lossPerMille(),
                receiver.rttNanos() / 1000,
                estimate == Long.MAX_VALUE ? 0 : estimate / 1000,
                receiver.line().wanted() / 1000,
                receiver.paused(),
                endpoint.counters.held(),
                slots(receiver),
                layers(endpoint, now));
    }

    private static List<ConferenceStats.Slot> slots(Receiver receiver) {
        List<ConferenceStats.Slot> slots = new ArrayList<>();
        for (Slot slot : receiver.all()) {
            if (slot.source() != null || slot.statistics.packets() > 0) {
                slots.add(slot.statistics.of(slot));
            }
        }
        return slots;
    }

    private static List<ConferenceStats.Layer> layers(Endpoint endpoint, long now) {
        List<ConferenceStats.Layer> layers = new ArrayList<>();
        endpoint.publisher().forEachLayer(layer -> layers.add(layer(layer, now)));
        return layers;
    }

    private static ConferenceStats.Layer layer(Layer layer, long now) {
        return new ConferenceStats.Layer(
                layer.source.key.kind(),
                word(layer == layer.source.layer(LayerChoice.HIGH)),
                layer.sending(now),
                layer.bitsPerSecond(now) / 1000,
                layer.statistics.packets(),
                layer.statistics.lossPerMille(),
                layer.statistics.jitterMicros(),
                layer.keyframeRequests);
    }

    static String word(boolean high) {
        return high ? "high" : "low";
    }
}
