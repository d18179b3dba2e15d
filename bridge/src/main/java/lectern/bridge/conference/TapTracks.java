package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import lectern.bridge.Tap;
import lectern.bridge.nack.PacketCache;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.simulcast.LayerChoice;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorder's view of a conference: one track for each stream that the table's recorder row names. */
final class TapTracks {
    private static final Logger LOG = LoggerFactory.getLogger(TapTracks.class);
    /** Recordings can be sought at keyframes. */
    private static final long LOW_KEYFRAMES_NANOS = 4_000_000_000L;

    private static final long HIGH_KEYFRAMES_NANOS = 10_000_000_000L;

    private final ConferenceState conference;
    private final Map<Integer, Layer> open = new HashMap<>();
    private final byte[] plain = new byte[PacketCache.MAX_PACKET];
    private Tap tap = Tap.NONE;
    private int lastTrack;

    TapTracks(ConferenceState conference) {
        this.conference = conference;
    }

    void set(Tap next) {
        new ArrayList<>(open.values()).forEach(layer -> close(layer, "stopped"));
        tap = next;
    }

    boolean on() {
        return tap != Tap.NONE;
    }

    /** The table or the tap changed: closes what is not recorded any more; tracks open with their next packet. */
    void refresh(Iterable<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            endpoint.publisher().forEach(this::refresh);
        }
    }

    void refresh(Source source) {
        boolean wanted = on() && conference.table().recorder().allows(source.key.endpoint(), source.key.kind());
        source.tapped(wanted);
        for (int i = LayerChoice.LOW; i <= LayerChoice.HIGH; i++) {
            Layer layer = source.layer(i);
            if (layer != null && !wanted) {
                close(layer, "audience");
            }
        }
    }

    void packet(Layer layer, MediaPacket packet) {
        if (packet.length == packet.headerLength) {
            return;
        }
        int type = packet.hasRed ? packet.red.primaryType() : packet.payloadType;
        if (layer.tapTrack != 0 && layer.tapPayloadType != type) {
            close(layer, "restarted");
        }
        if (layer.tapTrack == 0) {
            if (packet.sequence < layer.highest()) {
                return;
            }
            open(layer, type);
            layer.tapFloor = packet.sequence;
        }
        if (packet.sequence < layer.tapFloor) {
            return;
        }
        try {
            if (packet.hasRed) {
                tap.rtp(layer.tapTrack, packet.arrival, plain, 0, packet.copyPlain(plain, 0));
            } else {
                tap.rtp(layer.tapTrack, packet.arrival, packet.buffer, packet.offset, packet.length);
            }
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void open(Layer layer, int payloadType) {
        lastTrack++;
        layer.tapTrack = lastTrack;
        layer.tapPayloadType = payloadType;
        open.put(lastTrack, layer);
        Source source = layer.source;
        if (source.video()) {
            layer.askForKeyframe();
        }
        Tap.Track track = new Tap.Track(
                lastTrack,
                source.key.endpoint(),
                source.key.kind(),
                layer.rid,
                codec(payloadType),
                source.clockRate(),
                layer.ssrc);
        try {
            tap.opened(track);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private static String codec(int payloadType) {
        return switch (payloadType) {
            case PayloadType.VP8 -> "VP8";
            case PayloadType.H264 -> "H264";
            default -> "opus";
        };
    }

    void close(Layer layer, String reason) {
        int track = layer.tapTrack;
        if (track == 0) {
            return;
        }
        layer.tapTrack = 0;
        open.remove(track);
        try {
            tap.closed(track, reason);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    void senderReport(Layer layer, RtcpReader report, long now) {
        if (layer.tapTrack == 0) {
            return;
        }
        try {
            tap.senderReport(layer.tapTrack, now, report.ntpTimestamp(), report.rtpTimestamp());
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    void requestKeyframe(int track) {
        Layer layer = open.get(track);
        if (layer != null && layer.source.video()) {
            layer.askForKeyframe();
        }
    }

    /** Asks for the periodic keyframes, each stream at its own moment. */
    void tick(long now) {
        for (Layer layer : open.values()) {
            if (!layer.source.video()) {
                continue;
            }
            long stagger = Integer.remainderUnsigned(layer.ssrc, 1000) * 1_000_000L;
            long period = "l".equals(layer.rid) ? LOW_KEYFRAMES_NANOS : HIGH_KEYFRAMES_NANOS;
            if (now - layer.keyframe.keyframeAt() >= period + stagger) {
                layer.askForKeyframe();
            }
        }
    }

    /** A tap that throws is not called again: the class matters more. */
    private void failed(RuntimeException cause) {
        LOG.atError()
                .addKeyValue("conference", conference.id())
                .setCause(cause)
                .log("the recorder's tap failed and is switched off");
        tap = Tap.NONE;
        open.values().forEach(layer -> layer.tapTrack = 0);
        open.clear();
        conference.retap();
    }
}
