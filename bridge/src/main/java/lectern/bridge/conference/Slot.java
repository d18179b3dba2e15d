package lectern.bridge.conference;

import java.util.Arrays;
import lectern.bridge.congestion.SentPackets;
import lectern.bridge.forward.StreamRewriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.Rtx;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.sdp.ReceiveSlot;
import lectern.bridge.simulcast.LayerChoice;
import org.jspecify.annotations.Nullable;

/**
 * One receive slot of one endpoint: a single continuous stream, whoever is in it. Another layer of the same source takes
 * over at a keyframe and the old one goes on until then; another source silences the old one at once.
 */
final class Slot {
    private static final int VIDEO_CLOCK = 90_000;
    private static final int AUDIO_CLOCK = 48_000;
    private static final int VIDEO_STEP = VIDEO_CLOCK / 30;
    private static final int AUDIO_STEP = AUDIO_CLOCK / 50;

    /** Packets of a beginning that may have come before its first. */
    private static final int MAX_CATCH_UP = 256;

    /** The sender's codec has changed, and its beginning is still to come. */
    private static final int CHANGING = -1;

    /** Of RTP padding (RFC 3550 §5.1), which is counted in one byte. */
    static final int MAX_PADDING = 255;

    private static final int PADDING_HEADER = Downlink.NUMBER_AT + 3;
    /** A pause that is over sooner is not worth telling. */
    private static final long TOLD_PAUSE_NANOS = 1_000_000_000L;
    /** A keyframe older than this is asked for anew rather than sent from the cache. */
    private static final long RECENT_NANOS = 500_000_000L;
    /** How far, in ticks, a picture from the cache may run ahead of the slot's own time: 100 ms. */
    private static final int MAX_AHEAD = VIDEO_CLOCK / 10;

    final ReceiveSlot line;
    final SlotStatistics statistics;

    private final Endpoint endpoint;
    private final StreamRewriter<Layer> rewriter;
    private final StreamRewriter.Sent found = new StreamRewriter.Sent();
    private final byte[] egress;
    private int rtxSequence;
    private @Nullable Source source;
    private @Nullable Layer current;
    private @Nullable Layer pending;
    private final MediaPacket kept = new MediaPacket();
    private long assignedAt;
    private boolean mark;
    /** The payload type, or {@link #CHANGING}, of what {@link #current} sends. */
    private int codec;

    private boolean paused;
    private boolean toldPaused;
    private long pausedAt;
    private int wanted = LayerChoice.NONE;
    private int payloadType = PayloadType.VP8;

    Slot(Endpoint endpoint, ReceiveSlot line, byte[] egress, java.util.Random random) {
        this.endpoint = endpoint;
        this.line = line;
        this.egress = egress;
        statistics = new SlotStatistics(
                line.video() ? VIDEO_CLOCK : AUDIO_CLOCK, endpoint.conference().counters());
        rewriter = new StreamRewriter<>(random.nextInt(0x8000), random.nextInt());
        rtxSequence = random.nextInt(0x8000);
    }

    @Nullable
    Source source() {
        return source;
    }

    /** Shows another source, or none: the former one's packets end here and now. */
    void assign(@Nullable Source next, long now) {
        if (next == source) {
            return;
        }
        assignedAt = now;
        silence();
        paused = false;
        toldPaused = false;
        wanted = LayerChoice.NONE;
        source = next;
    }

    private void silence() {
        leave(current);
        leave(pending);
        current = null;
        pending = null;
        statistics.taken();
    }

    /** Sends nothing more of its source until it is aimed again: the line does not carry it. */
    void pause(long now) {
        if (!paused) {
            paused = true;
            pausedAt = now;
            silence();
        }
    }

    boolean paused() {
        return paused;
    }

    /** Whether the receiver is told that this picture stands still. */
    boolean toldPaused() {
        return toldPaused;
    }

    /** Decides what to tell; true when that is news. */
    boolean tellsPause(long now) {
        boolean before = toldPaused;
        toldPaused = paused && now - pausedAt >= TOLD_PAUSE_NANOS;
        return before != toldPaused;
    }

    /** The layer it would show if it were being sent; {@link LayerChoice#NONE} for none. */
    void wants(int layer) {
        wanted = layer;
    }

    int wanted() {
        return wanted;
    }

    /** Whether it shows anything at present. */
    boolean showing() {
        return current != null;
    }

    /** Whether it shows this layer or waits for its keyframe. */
    boolean with(@Nullable Layer layer) {
        return layer != null && (layer == current || layer == pending);
    }

    /** Chooses the layer to show; null keeps what there is. */
    void aim(@Nullable Layer layer) {
        boolean resumed = paused && layer != null;
        paused &= layer == null;
        if (layer == null || layer == pending || (layer == current && pending == null)) {
            return;
        }
        leave(pending);
        pending = null;
        if (layer != current) {
            pending = layer;
            layer.add(this);
            if (current == null && line.video()) {
                statistics.waits(layer.source.key.kind(), endpoint.conference().now());
            }
            // After a pause the line is narrow: what is kept must not fill it at once.
            if (resumed || !beginWithRecent(layer, endpoint.conference().now())) {
                askFor(layer);
            }
        }
    }

    /** Whoever has a picture of somebody can wait a little for a sharper or a smaller one. */
    private void askFor(Layer layer) {
        if (current != null) {
            layer.askPatientlyForKeyframe();
        } else {
            requestKeyframe();
        }
    }

    /**
     * Begins at once with the newest keyframe and what followed it, as they were kept, when all of it came under the
     * table in force: then this receiver might have had it when it came.
     */
    private boolean beginWithRecent(Layer layer, long now) {
        long since = endpoint.conference().tableSince();
        long first = layer.entry();
        long last = layer.highest();
        if (current != null || !line.video() || first < 0 || last - first > MAX_CATCH_UP || !layer.load(last, kept)) {
            return false;
        }
        int lastTimestamp = kept.timestamp;
        if (!endpoint.link().up() || !layer.load(first, kept) || now - kept.arrival > RECENT_NANOS) {
            return false;
        }
        int begin = rewriter.timestampAt(kept.arrival, VIDEO_CLOCK, VIDEO_STEP);
        int ahead = begin + lastTimestamp - kept.timestamp - rewriter.timestampAt(now, VIDEO_CLOCK, 0);
        boolean late = rewriter.used() && ahead > MAX_AHEAD;
        if (kept.arrival <= since || late || !kept.entry || !endpoint.takes(kept.payloadType)) {
            return false;
        }
        takeOver(layer, kept);
        forward(kept, now);
        catchUp(layer, first, since + 1, now);
        return true;
    }

    private void leave(@Nullable Layer layer) {
        if (layer != null) {
            layer.remove(this);
        }
    }

    /** Asks for a keyframe of what the receiver waits for, or of what it sees. */
    void requestKeyframe() {
        Layer layer = pending == null ? current : pending;
        if (layer != null && line.video()) {
            layer.askForKeyframe();
        }
    }

    /** Forwards one packet of a layer that this slot is with. */
    void accept(Layer layer, MediaPacket packet) {
        if (!endpoint.link().up()) {
            return;
        }
        assert endpoint.allowed(layer.source);
        if (!goesOn(layer, packet) && !begins(layer, packet)) {
            return;
        }
        boolean first = rewriter.isFirst(packet.sequence);
        forward(packet, packet.arrival);
        if (first && line.video()) {
            catchUp(layer, packet.sequence, assignedAt, packet.arrival);
        }
    }

    /** A sender may change its codec at a keyframe: that is another beginning, for those who take it. */
    private boolean goesOn(Layer layer, MediaPacket packet) {
        if (layer != current) {
            return false;
        }
        boolean same = !line.video() || packet.payloadType == codec;
        if (!same && rewriter.isNewest(packet.sequence)) {
            codec = CHANGING;
        }
        return same;
    }

    private boolean begins(Layer layer, MediaPacket packet) {
        boolean next = layer == pending || (layer == current && rewriter.isNewest(packet.sequence));
        if (!next || !packet.entry || (line.video() && !endpoint.takes(packet.payloadType))) {
            return false;
        }
        takeOver(layer, packet);
        return true;
    }

    /** Of a reordered or repaired beginning, later packets came earlier: they follow it now. */
    private void catchUp(Layer layer, long sequence, long since, long now) {
        long last = Math.min(layer.highest(), sequence + MAX_CATCH_UP);
        for (long next = sequence + 1; next <= last; next++) {
            if (layer.load(next, kept) && kept.arrival >= since && kept.payloadType == codec) {
                forward(kept, now);
            }
        }
    }

    private void forward(MediaPacket packet, long now) {
        long out = rewriter.take(packet.sequence);
        if (out < 0) {
            return;
        }
        int timestamp = rewriter.timestamp(packet.timestamp);
        int pictureId = rewriter.pictureId(packet.pictureId());
        int tl0 = rewriter.tl0PicIdx(packet.tl0PicIdx());
        int length = write(packet, 0, out, timestamp, pictureId, tl0);
        mark = false;
        rewriter.sent(out, timestamp, pictureId, tl0, packet.arrival);
        statistics.sent(length - packet.headerLength, now);
        if (send(length, now)) {
            endpoint.forwarded();
        }
    }

    private boolean send(int length, long now) {
        Downlink downlink = endpoint.receiver().line();
        downlink.number(egress, 0);
        if (!endpoint.link().sendRtp(egress, 0, length)) {
            return false;
        }
        downlink.sent(length, now);
        return true;
    }

    /** Copies a packet and makes it one of this slot's stream. Slots speak mono Opus whatever a screen's sound is. */
    private int write(MediaPacket packet, int at, long out, int timestamp, int pictureId, int tl0) {
        int length = packet.length;
        int type = line.video() ? packet.payloadType : PayloadType.OPUS;
        if (packet.hasRed && !endpoint.takes(PayloadType.RED)) {
            length = packet.copyPlain(egress, at);
        } else {
            System.arraycopy(packet.buffer, packet.offset, egress, at, length);
            type = packet.hasRed ? PayloadType.RED : type;
        }
        payloadType = type;
        egress[at + 1] = (byte) (packet.marker || mark ? type | 0x80 : type);
        Bytes.put16(egress, at + 2, (int) out);
        Bytes.put32(egress, at + 4, timestamp);
        Bytes.put32(egress, at + 8, line.ssrc());
        if (packet.hasVp8) {
            packet.vp8.rewrite(egress, at + packet.headerLength, pictureId, tl0);
        }
        return length;
    }

    private void takeOver(Layer layer, MediaPacket packet) {
        if (layer != current) {
            leave(current);
            current = layer;
            pending = null;
        }
        codec = packet.payloadType;
        int clock = line.video() ? VIDEO_CLOCK : AUDIO_CLOCK;
        int timestamp = rewriter.timestampAt(packet.arrival, clock, line.video() ? VIDEO_STEP : AUDIO_STEP);
        rewriter.switchTo(layer, packet.sequence, packet.timestamp, timestamp, packet.pictureId(), packet.tl0PicIdx());
        mark = !line.video();
    }

    /**
     * Sends one packet again, as a retransmission (RFC 4588), if the receiver may still have it.
     *
     * @param sequence as the receiver names it
     * @return false when the line has no room for it yet
     */
    boolean resend(int sequence, long now) {
        StreamRewriter.Sent sent = rewriter.find(sequence, found);
        Layer from = sent == null ? null : rewriter.source(sent);
        if (sent == null || from == null || paused || !endpoint.allowed(from.source)) {
            return true;
        }
        Downlink downlink = endpoint.receiver().line();
        if (!from.load(rewriter.sequence(sent), kept) || kept.arrival < downlink.backAt()) {
            return true;
        }
        if (!downlink.mayResend(kept.length)) {
            return false;
        }
        write(
                kept,
                Rtx.OVERHEAD,
                rewriter.outSequence(sent),
                rewriter.timestamp(sent, kept.timestamp),
                rewriter.pictureId(sent, kept.pictureId()),
                rewriter.tl0PicIdx(sent, kept.tl0PicIdx()));
        rtxSequence++;
        int type = PayloadType.rtxOf(kept.payloadType);
        Rtx.encapsulate(egress, 0, kept.headerLength, type, rtxSequence, line.rtxSsrc());
        if (send(kept.length + Rtx.OVERHEAD, now)) {
            endpoint.retransmitted();
        }
        return true;
    }

    /**
     * Sends padding as a retransmission of nothing, which receivers count and drop.
     *
     * @param bytes 1 to {@link #MAX_PADDING}
     * @return how much longer the probe's packets on the network are now
     */
    int pad(int bytes, long now) {
        rtxSequence++;
        Arrays.fill(egress, 0, PADDING_HEADER + bytes, (byte) 0);
        egress[0] = (byte) 0xB0;
        egress[1] = (byte) PayloadType.rtxOf(payloadType);
        Bytes.put16(egress, 2, rtxSequence);
        Bytes.put32(egress, 4, timestampAt(now));
        Bytes.put32(egress, 8, line.rtxSsrc());
        Bytes.put16(egress, RtpView.FIXED_HEADER, 0xBEDE);
        Bytes.put16(egress, RtpView.FIXED_HEADER + 2, 1);
        egress[Downlink.NUMBER_AT - 1] = (byte) (HeaderExtension.TRANSPORT_CC.id() << 4 | 1);
        egress[PADDING_HEADER + bytes - 1] = (byte) bytes;
        send(PADDING_HEADER + bytes, now);
        return PADDING_HEADER + bytes + SentPackets.OVERHEAD;
    }

    /** Whether it has sent anything that a sender report could be about. */
    boolean reports() {
        return rewriter.used();
    }

    int timestampAt(long now) {
        return rewriter.timestampAt(now, line.video() ? VIDEO_CLOCK : AUDIO_CLOCK, 0);
    }

    /** What it forwards at present. */
    @Nullable
    Layer current() {
        return current;
    }
}
