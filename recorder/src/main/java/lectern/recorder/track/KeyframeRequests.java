package lectern.recorder.track;

import lectern.recorder.link.RecorderLink;
import org.jspecify.annotations.Nullable;

/**
 * When to ask for a keyframe: when nothing else can be written, and every few seconds so that the recording can be sought
 * in (browsers send none by themselves).
 */
final class KeyframeRequests {
    private static final long REPEAT_MICROS = 500_000;
    private static final long LOW_LAYER_MICROS = 4_000_000;
    private static final long OTHERWISE_MICROS = 10_000_000;

    private final long interval;
    private @Nullable Runnable ask;
    private long lastKeyframe;
    private long lastRequest = Long.MIN_VALUE / 2;

    KeyframeRequests(RecorderLink.TrackHeader header) {
        this.interval = "l".equals(header.layer()) ? LOW_LAYER_MICROS : OTHERWISE_MICROS;
    }

    /** Whom to ask from now on. */
    void ask(Runnable sender) {
        ask = sender;
    }

    void came(long nowMicros) {
        lastKeyframe = nowMicros;
    }

    /** One is needed now; asked at most twice a second. */
    void request(long nowMicros) {
        if (ask != null && nowMicros - lastRequest >= REPEAT_MICROS) {
            lastRequest = nowMicros;
            ask.run();
        }
    }

    /** Asks when the last one is too old. */
    void tick(long nowMicros) {
        if (nowMicros - lastKeyframe >= interval) {
            request(nowMicros);
        }
    }
}
