package lectern.live;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import lectern.bridge.Bridge;
import lectern.bridge.Conference;
import lectern.bridge.ConferenceListener;
import lectern.bridge.ConferenceSettings;
import lectern.bridge.ConferenceStats;
import lectern.bridge.PublisherLimit;
import lectern.bridge.Quality;
import lectern.bridge.SlotMap;
import lectern.bridge.SourceKind;
import lectern.bridge.Tap;
import lectern.bridge.VideoCodec;
import lectern.bridge.Watched;
import lectern.classroom.ClassClock;
import lectern.classroom.Media;
import lectern.classroom.Session;
import org.jspecify.annotations.Nullable;

/** The embedded bridge as a class's engine: one conference for each session, tapped for the recorder. */
public final class BridgeEngine implements Media.Engine {
    private final Bridge bridge;
    private final Function<Tapped, Tap> taps;
    private final ConcurrentHashMap<String, Conference> open = new ConcurrentHashMap<>();

    /**
     * What the recorder taps.
     *
     * @param keyframes asks a tapped track's publisher for a keyframe; any thread
     */
    public record Tapped(Session session, Keyframes keyframes) {
        /** Asks for a keyframe of a track by the tap's number. */
        public interface Keyframes {
            void request(int tapTrack);
        }
    }

    /**
     * An engine on this bridge.
     *
     * @param taps makes a session's tap
     */
    public BridgeEngine(Bridge bridge, Function<Tapped, Tap> taps) {
        this.bridge = bridge;
        this.taps = taps;
    }

    @Override
    public Media open(Session session, Media.Listener listener, ClassClock clock) {
        Session.Codecs codecs = session.setup().codecs();
        VideoCodec video = codecs.h264() ? VideoCodec.H264 : VideoCodec.VP8;
        ConferenceSettings settings = new ConferenceSettings(video, codecs.redundantAudio());
        Conference conference = bridge.open(session.id(), settings, new Told(listener));
        conference.tap(taps.apply(new Tapped(session, conference::requestKeyframe)));
        open.put(session.id(), conference);
        return new ConferenceMedia(conference, () -> open.remove(session.id(), conference));
    }

    /** What a held session's media does at this moment; empty when no such session is held. Any thread. */
    public Optional<CompletableFuture<ConferenceStats>> stats(String session) {
        return Optional.ofNullable(open.get(session)).map(Conference::stats);
    }

    /** The word of the protocol and of recordings. */
    static String word(SourceKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Hears the bridge and tells the class, in the class's words. */
    record Told(Media.Listener listener) implements ConferenceListener {
        @Override
        public void channelOpened(String endpoint) {
            listener.channelOpened(endpoint);
        }

        @Override
        public void message(String endpoint, String text) {
            listener.message(endpoint, text);
        }

        @Override
        public void slots(String endpoint, SlotMap map) {
            List<Media.Slot> slots = map.slots().stream()
                    .map(slot ->
                            new Media.Slot(slot.mid(), orEmpty(slot.endpoint()), wordOf(slot.kind()), slot.paused()))
                    .toList();
            listener.slots(endpoint, map.revision(), slots);
        }

        private static String orEmpty(@Nullable String endpoint) {
            return endpoint == null ? "" : endpoint;
        }

        private static String wordOf(@Nullable SourceKind kind) {
            return kind == null ? "" : word(kind);
        }

        @Override
        public void watched(String endpoint, Watched watched) {
            listener.watched(endpoint, new Media.Watched(watched.low(), watched.high(), watched.screen()));
        }

        @Override
        public void quality(String endpoint, Quality quality) {
            listener.quality(
                    endpoint,
                    switch (quality) {
                        case GOOD -> Media.Quality.GOOD;
                        case FAIR -> Media.Quality.FAIR;
                        case POOR -> Media.Quality.POOR;
                        case LOST -> Media.Quality.LOST;
                    });
        }

        @Override
        public void speaking(String endpoint, boolean speaking) {
            listener.speaking(endpoint, speaking);
        }

        @Override
        public void videoCodec(VideoCodec codec) {
            listener.videoCodec(codec.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void limited(String endpoint, @Nullable SourceKind kind, PublisherLimit limit) {
            listener.limited(endpoint, wordOf(kind), limit.name().toLowerCase(Locale.ROOT));
        }

        @Override
        public void disconnected(String endpoint, String reason) {
            // The client notices as well and asks for a restart; its place depends on its WebSocket alone.
        }
    }
}
