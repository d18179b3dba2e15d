package lectern.bridge.conference;

import java.util.List;
import lectern.bridge.SourceKind;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpWriter;
import lectern.bridge.rtp.Rtx;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import org.jspecify.annotations.Nullable;

/** One RTP stream that a simulated peer sends; every payload says whose it is. */
final class SimStream {
    /** magic, sender's number, kind, layer, source sequence number. */
    static final int IDENTITY = 10;

    static final List<SourceKind> KINDS = List.of(SourceKind.values());
    static final int MAGIC = 0x4C45;
    /** Payload descriptor and frame header. */
    static final int VP8_HEADER = 15;

    final SourceKind kind;
    final @Nullable String rid;
    final int ssrc;
    final int rtxSsrc;
    boolean keyframeWanted = true;
    int keyframes;
    int level = 127;
    boolean h264;
    boolean red;
    /** Packets of a keyframe, and of another frame; 0 for one or two. */
    int keyPackets = 4;

    int framePackets;

    /** Of keyframes, 0 for a header that names none. */
    int width;

    int height;
    /** Full packets more than a well-behaved sender makes of a frame, or of a moment of sound. */
    int excess;

    private static final int HISTORY = 1024;

    private final SimPeer peer;
    /** By the low bits of the sequence number. */
    private final @Nullable Sent[] history = new @Nullable Sent[HISTORY];

    private final RtpWriter writer = new RtpWriter();
    private final byte[] buffer = new byte[2048];
    private final byte[] payload = new byte[1400];
    private int sequence;
    private int rtxSequence;
    private int timestamp;
    private int pictureId;
    private int tl0;
    /** Header extensions name the stream until the first reception report, as browsers do it. */
    private boolean named = true;

    /** A packet that may be asked for again. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(int sequence, byte[] payload, int timestamp, int type, boolean marker) {}

    SimStream(SimPeer peer, SourceKind kind, @Nullable String rid, int ssrc) {
        this.peer = peer;
        this.kind = kind;
        this.rid = rid;
        this.ssrc = ssrc;
        rtxSsrc = ssrc + 1;
        sequence = peer.random().nextInt(0x1_0000);
        timestamp = peer.random().nextInt();
        pictureId = peer.random().nextInt(0x8000);
        tl0 = peer.random().nextInt(0x100);
    }

    void acknowledged() {
        named = false;
    }

    private boolean wanted() {
        if (!peer.saves) {
            return true;
        }
        return kind == SourceKind.SCREEN
                ? peer.watched.screen()
                : "h".equals(rid) ? peer.watched.high() : peer.watched.low();
    }

    /** One Opus packet, or one VP8 frame of some packets. */
    void send() {
        if (!kind.video()) {
            timestamp += 960;
            for (int i = 0; i <= excess; i++) {
                packet(true, true, true, 40);
            }
            return;
        }
        if (!wanted()) {
            keyframeWanted = true;
            return;
        }
        boolean key = keyframeWanted;
        keyframeWanted = false;
        keyframes += key ? 1 : 0;
        timestamp += 90_000 / 15;
        pictureId = (pictureId + 1) & 0x7FFF;
        tl0 = (tl0 + 1) & 0xFF;
        int plain = framePackets > 0 ? framePackets : 1 + peer.random().nextInt(2);
        int packets = (key ? keyPackets : plain) + excess;
        for (int i = 0; i < packets; i++) {
            packet(
                    i == 0,
                    i == packets - 1,
                    key,
                    excess > 0 ? 1100 : 300 + peer.random().nextInt(300));
        }
    }

    private void packet(boolean first, boolean last, boolean key, int bytes) {
        sequence = (sequence + 1) & 0xFFFF;
        int at = kind.video() ? describe(first, key) : red ? former() : 0;
        Bytes.put16(payload, at, MAGIC);
        Bytes.put16(payload, at + 2, peer.number);
        payload[at + 4] = (byte) KINDS.indexOf(kind);
        payload[at + 5] = (byte) ("h".equals(rid) ? 1 : 0);
        Bytes.put32(payload, at + 6, sequence);
        int video = h264 ? PayloadType.H264 : PayloadType.VP8;
        int type = kind.video() ? video : red ? PayloadType.RED : PayloadType.OPUS;
        writer.begin(buffer, 0).header(last, type, sequence, timestamp, ssrc);
        if (named) {
            name(false);
        }
        if (kind == SourceKind.MIC) {
            byte[] audioLevel = {(byte) level};
            writer.extension(HeaderExtension.AUDIO_LEVEL.id(), audioLevel, 0, 1);
        }
        number();
        int length = writer.payload(payload, 0, at + bytes);
        history[sequence % HISTORY] =
                new Sent(sequence, java.util.Arrays.copyOf(payload, at + bytes), timestamp, type, last);
        peer.sendRtp(buffer, length);
    }

    /** Goes on in another codec, at a keyframe. */
    void h264(boolean on) {
        h264 = on;
        keyframeWanted = true;
    }

    /** Headers and one former block of redundant sound (RFC 2198 §3). */
    private int former() {
        int length = 30;
        Bytes.put32(payload, 0, 0x8000_0000 | (PayloadType.OPUS << 24) | (960 << 10) | length);
        payload[4] = (byte) PayloadType.OPUS;
        return 5 + length;
    }

    private void number() {
        peer.transportSequence = (peer.transportSequence + 1) & 0xFFFF;
        byte[] transport = {(byte) (peer.transportSequence >> 8), (byte) peer.transportSequence};
        writer.extension(HeaderExtension.TRANSPORT_CC.id(), transport, 0, 2);
    }

    private int describe(boolean first, boolean key) {
        if (h264) {
            payload[0] = (byte) (!first ? 0x7C : key ? 0x67 : 0x61);
            payload[1] = 0x05;
            java.util.Arrays.fill(payload, 2, VP8_HEADER, (byte) 0);
            return VP8_HEADER;
        }
        payload[0] = (byte) (first ? 0x90 : 0x80);
        payload[1] = (byte) 0xC0;
        Bytes.put16(payload, 2, 0x8000 | pictureId);
        payload[4] = (byte) tl0;
        payload[5] = (byte) (key ? 0 : 1);
        if (key) {
            boolean named = width > 0;
            Bytes.put24(payload, 8, named ? 0x9D012A : 0);
            Bytes.put16(payload, 11, Short.reverseBytes((short) width));
            Bytes.put16(payload, 13, Short.reverseBytes((short) height));
        }
        return VP8_HEADER;
    }

    private void name(boolean rtx) {
        byte[] mid = kind.mid().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        writer.extension(HeaderExtension.MID.id(), mid, 0, mid.length);
        if (rid != null) {
            byte[] layer = rid.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            int id = (rtx ? HeaderExtension.REPAIRED_RID : HeaderExtension.RID).id();
            writer.extension(id, layer, 0, layer.length);
        }
    }

    /** Answers a NACK. */
    void resend(int lost) {
        Sent sent = history[lost % HISTORY];
        if (sent == null || sent.sequence != lost) {
            return;
        }
        byte[] original = sent.payload;
        byte[] repaired = new byte[original.length + Rtx.OVERHEAD];
        Bytes.put16(repaired, 0, lost);
        System.arraycopy(original, 0, repaired, Rtx.OVERHEAD, original.length);
        rtxSequence++;
        writer.begin(buffer, 0)
                .header(sent.marker, PayloadType.rtxOf(sent.type), rtxSequence & 0xFFFF, sent.timestamp, rtxSsrc);
        number();
        // Retransmissions name themselves until reports come for their SSRC, which never do.
        name(true);
        peer.sendRtp(buffer, writer.payload(repaired, 0, repaired.length));
    }
}
