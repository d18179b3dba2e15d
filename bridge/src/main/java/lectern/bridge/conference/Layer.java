package lectern.bridge.conference;

import java.util.Arrays;
import lectern.bridge.PublisherLimit;
import lectern.bridge.codec.FrameSize;
import lectern.bridge.codec.H264Payload;
import lectern.bridge.congestion.FrameGate;
import lectern.bridge.congestion.RateMeter;
import lectern.bridge.congestion.SentPackets;
import lectern.bridge.forward.KeyframeRequest;
import lectern.bridge.nack.MissingPackets;
import lectern.bridge.nack.PacketCache;
import lectern.bridge.rtcp.ReceptionStatistics;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.RtpWriter;
import lectern.bridge.rtp.SequenceUnwrapper;
import lectern.bridge.rtp.SequenceWindow;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import org.jspecify.annotations.Nullable;

/** One incoming RTP stream: a microphone, a screen, or one simulcast layer of a camera; with its retransmissions. */
final class Layer {
    /** A layer that is silent for so long is not forwarded any more where there is another. */
    static final long ALIVE_NANOS = 1_000_000_000L;

    /** After so long without a packet a picture begins anew. */
    static final long BLACKOUT_NANOS = 700_000_000L;

    /** Rates are averaged over this, so that a keyframe does not look like a rate. */
    private static final long RATE_NANOS = 2_000_000_000L;
    /** Of a screen, which is still for long and then all new: a slide must not look like a film. */
    private static final long SCREEN_RATE_NANOS = 8_000_000_000L;

    private static final byte[] UNNUMBERED = new byte[2];

    private static final int CACHED_PACKETS = 512;
    private static final int CAMERA_CACHE_BYTES = 96 * 1024;
    private static final int SCREEN_CACHE_BYTES = 384 * 1024;

    final Source source;
    final @Nullable String rid;
    final int ssrc;
    final KeyframeRequest keyframe = new KeyframeRequest();
    final ReceptionStatistics statistics;
    final MissingPackets missing = new MissingPackets();
    final FrameGate gate;

    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final SequenceWindow seen = new SequenceWindow();
    private final RtpView loaded = new RtpView();
    private final RtpWriter writer = new RtpWriter();
    private @Nullable PacketCache cache;
    private Slot[] slots = new Slot[4];
    private int slotCount;
    private long unwrapped = -1;
    private final RateMeter rate;
    private long lastRate;
    private long packetAt = Long.MIN_VALUE / 2;
    private boolean closed;
    private long entry = -1;

    /** PLI sent for it. */
    long keyframeRequests;

    /** The tap's number for it, 0 when it is not tapped at present. */
    int tapTrack;

    /** Where the tap's track began: a repair of what was sent before is not for it. */
    long tapFloor;

    /** The payload type that the tap was told. */
    int tapPayloadType;

    Layer(Source source, @Nullable String rid, int ssrc, FrameGate gate) {
        this.source = source;
        this.gate = gate;
        this.rid = rid;
        this.ssrc = ssrc;
        statistics = new ReceptionStatistics(source.clockRate());
        boolean screen = source.key.kind() == lectern.bridge.SourceKind.SCREEN;
        rate = new RateMeter(screen ? SCREEN_RATE_NANOS : RATE_NANOS);
    }

    /** Whether there is something to forward: it is being sent, and within its caps. */
    boolean alive(long now) {
        return gate.open() && sending(now);
    }

    boolean sending(long now) {
        return !closed && now - packetAt < ALIVE_NANOS;
    }

    long packetAt() {
        return packetAt;
    }

    /** What it takes on a line, in bits per second, as it was when it was sent last; 0 while nothing came. */
    long bitsPerSecond(long now) {
        if (alive(now)) {
            lastRate = rate.bitsPerSecond(now);
        }
        return lastRate;
    }

    void close() {
        closed = true;
    }

    /** Whether somebody gets its packets; otherwise they are received and dropped. */
    boolean watched() {
        return slotCount > 0 || source.tapped();
    }

    void add(Slot slot) {
        if (slotCount == slots.length) {
            slots = Arrays.copyOf(slots, 2 * slotCount);
        }
        slots[slotCount] = slot;
        slotCount++;
    }

    void remove(Slot slot) {
        for (int i = 0; i < slotCount; i++) {
            if (slots[i] == slot) {
                slotCount--;
                System.arraycopy(slots, i + 1, slots, i, slotCount - i);
                return;
            }
        }
    }

    /** The highest extended sequence number so far, as packets are kept and forwarded. */
    long highest() {
        return gate.number(unwrapper.highest());
    }

    /** The extended sequence number with which the newest keyframe began; negative when there is none. */
    long entry() {
        return entry;
    }

    /** Finds a packet that came lately. */
    boolean load(long sequence, MediaPacket packet) {
        PacketCache kept = cache;
        if (kept == null || !kept.find(sequence) || !loaded.wrap(kept.buffer(), kept.offset(), kept.length())) {
            return false;
        }
        packet.buffer = kept.buffer();
        packet.offset = kept.offset();
        packet.length = kept.length();
        packet.headerLength = loaded.headerLength();
        packet.timestamp = loaded.timestamp();
        packet.marker = loaded.marker();
        packet.sequence = sequence;
        packet.arrival = kept.time();
        inspect(loaded, packet);
        return true;
    }

    /**
     * Takes one authentic packet of this stream.
     *
     * @param restored whether it came as a retransmission
     * @param packet filled for the slots and the tap
     * @return false when it was dropped
     */
    boolean receive(RtpView view, boolean restored, MediaPacket packet, long now) {
        long sequence = unwrapper.unwrap(view.sequence());
        if (!restored) {
            statistics.received(sequence, view.timestamp(), now);
        }
        if (source.video() && sequence > unwrapped && now - packetAt > BLACKOUT_NANOS) {
            missing.leap(sequence);
            askForKeyframe();
        }
        unwrapped = Math.max(unwrapped, sequence);
        packetAt = now;
        if (!seen.add(sequence)) {
            return true;
        }
        if (source.video()) {
            repair(sequence, now);
        }
        if (!inspect(view, packet) || !admitted(view, sequence, packet, now)) {
            return false;
        }
        rate.add(view.length() + SentPackets.OVERHEAD, now);
        if (packet.entry && source.video()) {
            keyframe.arrived(now);
        }
        if (!watched()) {
            missing.clear();
            return true;
        }
        packet.sequence = gate.number(sequence);
        packet.arrival = now;
        keep(view, packet, now);
        if (packet.entry && source.video()) {
            entry = packet.sequence;
        }
        for (int i = 0; i < slotCount; i++) {
            slots[i].accept(this, packet);
        }
        source.tap(this, packet);
        return true;
    }

    private void repair(long sequence, long now) {
        if (!missing.received(sequence, now)) {
            askForKeyframe();
        } else if (!missing.isEmpty()) {
            source.endpoint.attend(now);
        }
    }

    /** Somebody cannot go on without one. */
    void askForKeyframe() {
        keyframe.ask();
        source.endpoint.attend();
    }

    /** Somebody has a picture of it and would like this one. */
    void askPatientlyForKeyframe() {
        keyframe.askPatiently();
        source.endpoint.attend();
    }

    /** Holds the sender to its caps. */
    private boolean admitted(RtpView view, long sequence, MediaPacket packet, long now) {
        if (!source.video()) {
            if (!source.cap.admits(view.length(), now)) {
                source.breached(PublisherLimit.RATE, now);
                source.overCap();
                return false;
            }
            return true;
        }
        boolean open = gate.open();
        boolean entry = packet.entry;
        boolean fits = !entry || source.fits(size(view, packet.vp8.length()));
        if (gate.admits(sequence, view.timestamp(), view.length(), entry, fits, now)) {
            return true;
        }
        source.overCap();
        missing.clear();
        FrameGate.Breach breach = gate.breach();
        if (breach != null && (open || entry)) {
            source.breached(breach == FrameGate.Breach.SIZE ? PublisherLimit.SIZE : PublisherLimit.RATE, now);
        }
        return false;
    }

    /** Of a keyframe's first packet. */
    private static int size(RtpView view, int descriptor) {
        int at = view.payloadOffset();
        int bytes = view.payloadLength();
        if (view.payloadType() == PayloadType.H264) {
            return FrameSize.h264(view.buffer(), at, bytes);
        }
        return FrameSize.vp8(view.buffer(), at + descriptor, bytes - descriptor);
    }

    private boolean inspect(RtpView view, MediaPacket packet) {
        int type = view.payloadType();
        packet.payloadType = type;
        packet.hasVp8 = false;
        packet.hasRed = false;
        packet.entry = !source.video();
        int at = view.payloadOffset();
        int bytes = view.payloadLength();
        if (bytes == 0) {
            return true;
        }
        if (type == PayloadType.RED) {
            packet.hasRed = packet.red.wrap(view.buffer(), at, bytes);
            return packet.hasRed && packet.red.primaryType() == PayloadType.OPUS;
        }
        if (!source.video()) {
            return true;
        }
        if (type == PayloadType.VP8) {
            packet.hasVp8 = packet.vp8.wrap(view.buffer(), at, bytes);
            packet.entry = packet.hasVp8 && packet.vp8.keyframeStart();
            return packet.hasVp8;
        }
        packet.entry = H264Payload.keyframeStart(view.buffer(), at, bytes);
        return true;
    }

    /** Writes the packet where it stays: into the cache, or for sound, which is not resent, into a scratch array. */
    private void keep(RtpView view, MediaPacket packet, long now) {
        byte[] target = source.scratch();
        int at = 0;
        PacketCache kept = source.video() ? openCache() : null;
        if (kept != null) {
            target = kept.buffer();
            at = kept.reserve();
        }
        packet.timestamp = view.timestamp();
        packet.marker = view.marker();
        writer.begin(target, at);
        writer.header(packet.marker, packet.payloadType, view.sequence(), packet.timestamp, ssrc);
        // The first element, so that every receiver's number has its place.
        writer.extension(HeaderExtension.TRANSPORT_CC.id(), UNNUMBERED, 0, 2);
        int orientation = source.video() ? view.find(HeaderExtension.VIDEO_ORIENTATION.id()) : -1;
        if (orientation >= 0 && view.elementLength() == 1) {
            writer.extension(HeaderExtension.VIDEO_ORIENTATION.id(), view.buffer(), orientation, 1);
        }
        packet.length = writer.payload(view.buffer(), view.payloadOffset(), view.payloadLength());
        packet.headerLength = packet.length - view.payloadLength();
        packet.buffer = target;
        packet.offset = at;
        if (kept != null) {
            kept.commit(packet.sequence, packet.length, now);
        }
    }

    private PacketCache openCache() {
        PacketCache open = cache;
        if (open == null) {
            boolean screen = source.key.kind() == lectern.bridge.SourceKind.SCREEN;
            open = new PacketCache(CACHED_PACKETS, screen ? SCREEN_CACHE_BYTES : CAMERA_CACHE_BYTES);
            cache = open;
        }
        return open;
    }
}
