package lectern.bench.peer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Random;
import lectern.bridge.nack.PacketCache;
import lectern.bridge.rtcp.NtpTime;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.RtpWriter;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import org.jspecify.annotations.Nullable;

/** One SSRC with its header extensions, its retransmissions and its sender reports. */
final class OutgoingStream {
    private final Wire wire;
    private final byte[] mid;
    private final byte[] rid;
    private final int payloadType;
    private final int clockRate;
    private final int ssrc;
    private final int rtxSsrc;
    private final PacketCache cache;
    private final RtpWriter writer = new RtpWriter();
    private final RtpView view = new RtpView();
    private final byte[] scratch = new byte[PacketCache.MAX_PACKET + 64];
    private final byte[] element = new byte[2];
    private @Nullable TransportNumbers numbers;
    private final int startTimestamp;
    private final long startNanos;
    private long sequence;
    private int rtxSequence;
    private int packets;
    private int octets;
    long retransmitted;

    /** One peer's transport-wide sequence numbers. */
    static final class TransportNumbers {
        private int next;

        private int next() {
            next = (next + 1) & 0xFFFF;
            return next;
        }
    }

    /** Encrypts and sends. */
    interface Wire {
        void rtp(byte[] buffer, int length);
    }

    OutgoingStream(Wire wire, String mid, String rid, int payloadType, Random random) {
        this.wire = wire;
        this.mid = mid.getBytes(US_ASCII);
        this.rid = rid.getBytes(US_ASCII);
        this.payloadType = payloadType;
        boolean video = PayloadType.rtxOf(payloadType) >= 0;
        clockRate = video ? 90_000 : 48_000;
        ssrc = random.nextInt();
        rtxSsrc = random.nextInt();
        startTimestamp = random.nextInt();
        sequence = 0x1_0000L + random.nextInt(0x7000);
        rtxSequence = random.nextInt(0x7000);
        startNanos = System.nanoTime();
        cache = new PacketCache(512, video ? 512 * 1024 : 64 * 1024);
    }

    int ssrc() {
        return ssrc;
    }

    LocalSession.Stream described() {
        boolean video = PayloadType.rtxOf(payloadType) >= 0;
        return new LocalSession.Stream(
                new String(mid, US_ASCII), new String(rid, US_ASCII), video, ssrc, video ? rtxSsrc : 0);
    }

    /** From now on every packet has a number of these. */
    void numbered(TransportNumbers transportNumbers) {
        numbers = transportNumbers;
    }

    private void number() {
        TransportNumbers from = numbers;
        if (from != null) {
            Bytes.put16(element, 0, from.next());
            writer.extension(HeaderExtension.TRANSPORT_CC.id(), element, 0, 2);
        }
    }

    int timestamp(long now) {
        return startTimestamp + (int) ((now - startNanos) / 1000 * clockRate / 1_000_000);
    }

    /**
     * Sends one packet.
     *
     * @param level in -dBov, -1 for video
     */
    void send(boolean marker, int timestamp, byte[] payload, int length, int level, long now) {
        int at = cache.reserve();
        byte[] buffer = cache.buffer();
        writer.begin(buffer, at).header(marker, payloadType, (int) sequence & 0xFFFF, timestamp, ssrc);
        writer.extension(HeaderExtension.MID.id(), mid, 0, mid.length);
        if (rid.length > 0) {
            writer.extension(HeaderExtension.RID.id(), rid, 0, rid.length);
        }
        if (level >= 0) {
            element[0] = (byte) (0x80 | level);
            writer.extension(HeaderExtension.AUDIO_LEVEL.id(), element, 0, 1);
        }
        number();
        int size = writer.payload(payload, 0, length);
        cache.commit(sequence, size, now);
        System.arraycopy(buffer, at, scratch, 0, size);
        sequence++;
        packets++;
        octets += length;
        wire.rtp(scratch, size);
    }

    /** Sends one packet again as RTX (RFC 4588), when it is still there. */
    void resend(int lost) {
        int type = PayloadType.rtxOf(payloadType);
        long extended = sequence - ((sequence - lost) & 0xFFFF);
        if (type < 0 || !cache.find(extended)) {
            return;
        }
        int size = cache.length();
        byte[] original = new byte[size];
        System.arraycopy(cache.buffer(), cache.offset(), original, 0, size);
        if (!view.wrap(original, 0, size)) {
            return;
        }
        byte[] payload = new byte[2 + view.payloadLength()];
        Bytes.put16(payload, 0, lost);
        System.arraycopy(original, view.payloadOffset(), payload, 2, view.payloadLength());
        writer.begin(scratch, 0).header(view.marker(), type, rtxSequence, view.timestamp(), rtxSsrc);
        writer.extension(HeaderExtension.MID.id(), mid, 0, mid.length);
        if (rid.length > 0) {
            writer.extension(HeaderExtension.REPAIRED_RID.id(), rid, 0, rid.length);
        }
        number();
        rtxSequence = (rtxSequence + 1) & 0xFFFF;
        retransmitted++;
        wire.rtp(scratch, writer.payload(payload, 0, payload.length));
    }

    boolean active() {
        return packets > 0;
    }

    void report(RtcpWriter rtcp, long now) {
        rtcp.senderReport(ssrc, NtpTime.ofNanos(now), timestamp(now), packets, octets);
    }
}
