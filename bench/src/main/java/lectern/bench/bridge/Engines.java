package lectern.bench.bridge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import lectern.bench.engine.Engine;
import lectern.bench.engine.FloorEngine;
import lectern.bench.engine.JanusEngine;
import lectern.bench.engine.JvbEngine;
import lectern.bench.engine.LecternEngine;

/** The servers of a run, each started anew for each measurement. */
enum Engines {
    LECTERN("Lectern"),
    JANUS("Janus, default"),
    JANUS_LOOPS("Janus, event loops"),
    JVB("Jitsi Videobridge"),
    FLOOR("floor");

    /** One core is one server's: more loops than cores only cost. */
    private static final int EVENT_LOOPS = 1;

    final String words;

    Engines(String words) {
        this.words = words;
    }

    static List<Engines> of(Options options) {
        List<Engines> chosen = new ArrayList<>();
        for (Engines engine : values()) {
            String name = engine.name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (options.engines().contains(name) || (engine == JVB && options.jvb() != null)) {
                chosen.add(engine);
            }
        }
        return chosen;
    }

    Engine start(Options options) throws IOException {
        String jvb = options.jvb();
        return switch (this) {
            case LECTERN -> LecternEngine.start();
            case JANUS -> JanusEngine.start(0);
            case JANUS_LOOPS -> JanusEngine.start(EVENT_LOOPS);
            case FLOOR -> FloorEngine.start();
            case JVB -> JvbEngine.at(jvb == null ? "" : jvb);
        };
    }
}
