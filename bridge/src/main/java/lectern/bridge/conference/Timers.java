package lectern.bridge.conference;

import java.util.List;
import java.util.function.BiConsumer;

/** A tick of one conference's endpoints: what is due is sent. */
final class Timers {
    private final KeyframeTurns keyframes = new KeyframeTurns();
    private final BiConsumer<Endpoint, RuntimeException> failed;

    /** @param failed takes an endpoint with whose timers something is wrong; the others go on */
    Timers(BiConsumer<Endpoint, RuntimeException> failed) {
        this.failed = failed;
    }

    void tick(List<Endpoint> present, long now) {
        keyframes.begin(present.size());
        for (int i = 0; i < present.size(); i++) {
            Endpoint endpoint = present.get(i);
            if (endpoint.due(now)) {
                tick(endpoint, now);
            }
        }
    }

    private void tick(Endpoint endpoint, long now) {
        try {
            endpoint.link().tick(now);
            endpoint.reports().tick(now);
            endpoint.receiver().tick(now);
            keyframes.ask(endpoint, now);
        } catch (RuntimeException e) {
            failed.accept(endpoint, e);
        }
    }
}
