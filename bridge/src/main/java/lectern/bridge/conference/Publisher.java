package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lectern.bridge.BridgeSettings;
import lectern.bridge.SourceKind;
import lectern.bridge.Watched;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.Rtx;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.simulcast.LayerChoice;
import org.jspecify.annotations.Nullable;

/**
 * What one endpoint sends. A stream is bound to its media line and layer when its first authentic packet names them in
 * header extensions (RFC 9143, RFC 8852); senders stop naming them soon afterwards.
 */
final class Publisher {
    private static final int MAX_STREAMS = 32;
    /** Of a mid or rid: ours have three letters at most. */
    private static final int MAX_NAME = 16;

    /** Three times what Opus may have: redundancy (RFC 2198) and headers included. */
    private static final int MIC_CAP_KBPS = 96;

    private static final int SCREEN_AUDIO_CAP_KBPS = 192;

    private final ConferenceState conference;
    private final Endpoint endpoint;
    private final Map<SourceKind, Source> sources = new EnumMap<>(SourceKind.class);
    private final List<Stream> streams = new ArrayList<>();

    /** An SSRC: a layer's own, or that of its retransmissions. */
    private record Stream(int ssrc, Source source, int index, boolean rtx) {
        @Nullable
        Layer layer() {
            return source.layer(index);
        }
    }

    Publisher(ConferenceState conference, Endpoint endpoint) {
        this.conference = conference;
        this.endpoint = endpoint;
    }

    @Nullable
    Source source(SourceKind kind) {
        return sources.get(kind);
    }

    void forEach(Consumer<Source> action) {
        sources.values().forEach(action);
    }

    void forEachLayer(Consumer<Layer> action) {
        for (int i = 0; i < streams.size(); i++) {
            Layer layer = layerAt(i);
            if (layer != null) {
                action.accept(layer);
            }
        }
    }

    /** How many streams are bound; {@link #layerAt} has what they carry. */
    int streams() {
        return streams.size();
    }

    /**
     * The layer that one of the streams carries; null for retransmissions, which belong to another stream's layer.
     *
     * @param index 0 to {@link #streams()} - 1
     */
    @Nullable
    Layer layerAt(int index) {
        Stream stream = streams.get(index);
        return stream.rtx ? null : stream.layer();
    }

    /** Takes stock of who wants its pictures; true when it has to be told. */
    boolean settle(long now) {
        boolean news = false;
        for (Source source : sources.values()) {
            if (source.video()) {
                news |= source.settle(now);
            }
        }
        return news;
    }

    Watched watched() {
        return new Watched(
                wanted(SourceKind.CAMERA, LayerChoice.LOW),
                wanted(SourceKind.CAMERA, LayerChoice.HIGH),
                wanted(SourceKind.SCREEN, LayerChoice.LOW));
    }

    private boolean wanted(SourceKind kind, int layer) {
        Source source = sources.get(kind);
        return source == null || source.interest(layer).wanted();
    }

    /**
     * Takes one authentic packet.
     *
     * @return false when it was dropped
     */
    boolean packet(RtpView view, MediaPacket packet, long now) {
        Stream stream = find(view.ssrc());
        if (stream == null) {
            stream = bind(view);
        }
        Layer layer = stream == null ? null : stream.layer();
        if (stream == null || layer == null) {
            return false;
        }
        if (stream.rtx) {
            int original = PayloadType.originalOf(view.payloadType());
            return original >= 0
                    && (!Rtx.restore(view, original, layer.ssrc) || layer.receive(view, true, packet, now));
        }
        if (!fits(view.payloadType(), layer.source)) {
            return false;
        }
        if (layer.source.key.kind() == SourceKind.MIC) {
            level(view, layer.source, now);
        }
        layer.source.packetArrived();
        return layer.receive(view, false, packet, now);
    }

    private static boolean fits(int payloadType, Source source) {
        return switch (source.key.kind()) {
            case MIC -> payloadType == PayloadType.OPUS || payloadType == PayloadType.RED;
            case SCREEN_AUDIO -> payloadType == PayloadType.OPUS || payloadType == PayloadType.OPUS_STEREO;
            case CAMERA, SCREEN -> payloadType == PayloadType.VP8 || payloadType == PayloadType.H264;
        };
    }

    private void level(RtpView view, Source source, long now) {
        int at = view.find(HeaderExtension.AUDIO_LEVEL.id());
        if (at >= 0 && source.speaker.level(view.buffer()[at] & 0x7F, now)) {
            conference.speakerChanged(source);
        }
    }

    /** Whether packets of this SSRC have authenticated and found their place. */
    boolean knows(int ssrc) {
        return find(ssrc) != null;
    }

    private @Nullable Stream find(int ssrc) {
        for (int i = 0; i < streams.size(); i++) {
            Stream stream = streams.get(i);
            if (stream.ssrc == ssrc) {
                return stream;
            }
        }
        return null;
    }

    private @Nullable Stream bind(RtpView view) {
        SourceKind kind = kind(text(view, HeaderExtension.MID));
        if (kind == null || streams.size() == MAX_STREAMS) {
            return null;
        }
        boolean rtx = PayloadType.originalOf(view.payloadType()) >= 0;
        String rid = text(view, rtx ? HeaderExtension.REPAIRED_RID : HeaderExtension.RID);
        int index = kind == SourceKind.CAMERA && !"l".equals(rid) ? LayerChoice.HIGH : LayerChoice.LOW;
        Source source = sources.computeIfAbsent(kind, k -> new Source(conference, endpoint, k, cap(k)));
        if (rtx ? source.layer(index) == null : !fits(view.payloadType(), source)) {
            return null;
        }
        streams.removeIf(old -> old.source == source && old.index == index && old.rtx == rtx);
        Stream stream = new Stream(view.ssrc(), source, index, rtx);
        streams.add(stream);
        if (!rtx) {
            source.open(index, kind == SourceKind.CAMERA ? rid : null, view.ssrc());
        }
        return stream;
    }

    private int cap(SourceKind kind) {
        BridgeSettings settings = conference.settings();
        return switch (kind) {
            case CAMERA -> settings.maxCameraKbps();
            case SCREEN -> settings.maxScreenKbps();
            case MIC -> MIC_CAP_KBPS;
            case SCREEN_AUDIO -> SCREEN_AUDIO_CAP_KBPS;
        };
    }

    private static @Nullable SourceKind kind(@Nullable String mid) {
        for (SourceKind kind : SourceKind.values()) {
            if (kind.mid().equals(mid)) {
                return kind;
            }
        }
        return null;
    }

    /** A short ASCII element's text, null when it is absent. */
    private static @Nullable String text(RtpView view, HeaderExtension extension) {
        int at = view.find(extension.id());
        if (at < 0 || view.elementLength() > MAX_NAME) {
            return null;
        }
        return new String(view.buffer(), at, view.elementLength(), java.nio.charset.StandardCharsets.US_ASCII);
    }

    /** The stream of this SSRC as its sender's reports name it. */
    @Nullable
    Layer layer(int ssrc) {
        Stream stream = find(ssrc);
        return stream == null || stream.rtx ? null : stream.layer();
    }
}
