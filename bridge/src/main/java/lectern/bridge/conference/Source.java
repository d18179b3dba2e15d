package lectern.bridge.conference;

import java.util.EnumMap;
import java.util.Map;
import lectern.bridge.PublisherLimit;
import lectern.bridge.SourceKind;
import lectern.bridge.codec.FrameSize;
import lectern.bridge.congestion.FrameGate;
import lectern.bridge.congestion.TokenBucket;
import lectern.bridge.forward.SourceKey;
import lectern.bridge.forward.SpeakerDetector;
import lectern.bridge.simulcast.LayerChoice;
import org.jspecify.annotations.Nullable;

/** Something that an endpoint sends: one layer, or for a camera two. */
final class Source {
    private static final int VIDEO_CLOCK = 90_000;
    private static final int AUDIO_CLOCK = 48_000;
    /** Without packets for so long it is not being sent: it holds no slot. */
    private static final long ACTIVE_NANOS = 5_000_000_000L;

    /** 360p upright or lying, 4:3 or 16:9, with the padding of a macroblock. */
    private static final int MAX_CAMERA_SIDE = 368;

    private static final int MAX_CAMERA_PIXELS = 640 * 368;
    private static final int MAX_SCREEN_SIDE = 4096;
    private static final int MAX_SCREEN_PIXELS = 4096 * 2304;
    private static final long TELL_NANOS = 10_000_000_000L;

    final Endpoint endpoint;
    final SourceKey key;
    /** One and a half times the rate, and two seconds' worth at once for keyframes; what is beyond is dropped. */
    final TokenBucket cap;

    final SpeakerDetector speaker = new SpeakerDetector();

    private final ConferenceState conference;
    private final @Nullable Layer[] layers = new Layer[2];
    private final Map<PublisherLimit, Long> toldAt = new EnumMap<>(PublisherLimit.class);
    private final Interest[] interests = {new Interest(), new Interest()};
    private boolean active;
    private boolean tapped;

    Source(ConferenceState conference, Endpoint endpoint, SourceKind kind, int capKbps) {
        this.conference = conference;
        this.endpoint = endpoint;
        key = new SourceKey(endpoint.id(), kind);
        cap = new TokenBucket(capKbps * 125L * 3 / 2, 2L * capKbps * 125);
    }

    boolean video() {
        return key.kind().video();
    }

    int clockRate() {
        return video() ? VIDEO_CLOCK : AUDIO_CLOCK;
    }

    byte[] scratch() {
        return conference.scratch();
    }

    @Nullable
    Layer layer(int index) {
        return layers[index];
    }

    /** Starts a stream of this source; a former one in its place ends. */
    Layer open(int index, @Nullable String rid, int ssrc) {
        Layer former = layers[index];
        Layer opened = new Layer(this, rid, ssrc, new FrameGate(cap, index == LayerChoice.HIGH ? cap.burst() / 4 : 0));
        layers[index] = opened;
        if (former != null) {
            former.close();
            conference.taps().close(former, "restarted");
        }
        conference.sourcesChanged();
        return opened;
    }

    void close(String reason) {
        active = false;
        for (Layer layer : layers) {
            if (layer != null) {
                layer.close();
                conference.taps().close(layer, reason);
            }
        }
    }

    /** Whether it is being sent. */
    boolean active() {
        return active;
    }

    void packetArrived() {
        if (!active) {
            active = true;
            conference.sourcesChanged();
        }
    }

    void checkActive(long now) {
        if (!active) {
            return;
        }
        for (Layer layer : layers) {
            if (layer != null && now - layer.packetAt() < ACTIVE_NANOS) {
                return;
            }
        }
        if (video() && resting(now)) {
            return;
        }
        inactive();
    }

    /** Whether its silence is what it was told, or it was told to begin just now. */
    private boolean resting(long now) {
        return interests[LayerChoice.LOW].excused(now);
    }

    Interest interest(int layer) {
        return interests[layer];
    }

    /** Takes stock of who wants it; true when its sender has to be told. */
    boolean settle(long now) {
        boolean news = false;
        for (int i = 0; i < interests.length; i++) {
            // What is not sent although it may be is not the audience's doing: it may begin whenever it can.
            Layer layer = layers[i];
            boolean missing = layer == null || (!layer.alive(now) && interests[i].wanted());
            if (tapped || !active || missing) {
                interests[i].mark();
            }
            news |= interests[i].settle(now);
        }
        return news;
    }

    /** The sender said so, or nothing came for long. */
    void inactive() {
        if (active) {
            active = false;
            conference.sourcesChanged();
        }
    }

    /** The layer for a picture of this height, {@link LayerChoice#NONE} when none is or will be sent. */
    int choose(int height, long now) {
        if (key.kind() != SourceKind.CAMERA) {
            return layers[LayerChoice.LOW] == null ? LayerChoice.NONE : LayerChoice.LOW;
        }
        return LayerChoice.of(height, hopeful(LayerChoice.LOW, now), hopeful(LayerChoice.HIGH, now));
    }

    /** Whether a layer is being sent, or would be if it were wanted. */
    boolean hopeful(int index, long now) {
        Layer layer = layers[index];
        return layer != null && (layer.alive(now) || interests[index].excused(now));
    }

    /** Whether a picture of this size may be sent; unknown ones may. */
    boolean fits(int size) {
        int width = FrameSize.width(size);
        int height = FrameSize.height(size);
        return key.kind() == SourceKind.SCREEN
                ? Math.max(width, height) <= MAX_SCREEN_SIDE && width * height <= MAX_SCREEN_PIXELS
                : Math.min(width, height) <= MAX_CAMERA_SIDE && width * height <= MAX_CAMERA_PIXELS;
    }

    /** Tells the sender and its application, once in a while, that it went over a limit. */
    void breached(PublisherLimit limit, long now) {
        Long told = toldAt.get(limit);
        if (told == null || now - told >= TELL_NANOS) {
            toldAt.put(limit, now);
            endpoint.reports().soon(now);
            endpoint.limited(key.kind(), limit);
        }
    }

    /** One packet was dropped for it. */
    void overCap() {
        endpoint.counters.overCap++;
        conference.counters().overCap++;
    }

    /** Browsers answer one request with keyframes on all layers: none of them is asked again soon. */
    void keyframesAsked(long now) {
        for (Layer layer : layers) {
            if (layer != null) {
                layer.keyframe.sent(now);
            }
        }
    }

    boolean tapped() {
        return tapped;
    }

    void tapped(boolean on) {
        tapped = on;
    }

    void tap(Layer layer, MediaPacket packet) {
        if (tapped) {
            conference.taps().packet(layer, packet);
        }
    }
}
