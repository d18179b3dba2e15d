package lectern.bridge.rtcp;

import lectern.bridge.rtp.Bytes;

/**
 * Writes RTCP packets one after the other into an array (compound or reduced-size, RFC 5506). The caller asks
 * {@link #room} before packets that might not fit.
 */
public final class RtcpWriter {
    private static final int BLOCK = 24;

    private byte[] buffer = new byte[0];
    private int start;
    private int at;
    private int limit;
    private int report;

    public RtcpWriter begin(byte[] buffer, int offset, int limit) {
        this.buffer = buffer;
        this.limit = offset + limit;
        start = offset;
        at = offset;
        return this;
    }

    public int length() {
        return at - start;
    }

    public boolean room(int bytes) {
        return at + bytes <= limit;
    }

    /** An empty report; {@link #block} adds to it. */
    public void receiverReport(int ssrc) {
        report = at;
        header(0, RtcpReader.RECEIVER_REPORT, 8);
        Bytes.put32(buffer, report + 4, ssrc);
    }

    public void senderReport(int ssrc, long ntp, int rtpTimestamp, int packets, int octets) {
        report = at;
        header(0, RtcpReader.SENDER_REPORT, 28);
        Bytes.put32(buffer, report + 4, ssrc);
        Bytes.put64(buffer, report + 8, ntp);
        Bytes.put32(buffer, report + 16, rtpTimestamp);
        Bytes.put32(buffer, report + 20, packets);
        Bytes.put32(buffer, report + 24, octets);
    }

    /** Adds a reception report (RFC 3550 §6.4.1) to the last report, which takes 31. */
    public void block(int ssrc, int fraction, int cumulative, int highest, int jitter, int lastReport, int delay) {
        Bytes.put32(buffer, at, ssrc);
        Bytes.put8(buffer, at + 4, fraction);
        Bytes.put24(buffer, at + 5, cumulative);
        Bytes.put32(buffer, at + 8, highest);
        Bytes.put32(buffer, at + 12, jitter);
        Bytes.put32(buffer, at + 16, lastReport);
        Bytes.put32(buffer, at + 20, delay);
        at += BLOCK;
        buffer[report]++;
        Bytes.put16(buffer, report + 2, (at - report) / 4 - 1);
    }

    /**
     * A generic NACK (RFC 4585 §6.2.1).
     *
     * @param sequences 16-bit numbers, ascending in the sense of serial arithmetic, at least one
     */
    public void nack(int sender, int media, int[] sequences, int count) {
        int head = at;
        feedback(RtcpReader.FMT_NACK, RtcpReader.TRANSPORT_FEEDBACK, sender, media);
        int i = 0;
        while (i < count) {
            int first = sequences[i];
            int mask = 0;
            i++;
            while (i < count) {
                int distance = (sequences[i] - first) & 0xFFFF;
                if (distance < 1 || distance > 16) {
                    break;
                }
                mask |= 1 << (distance - 1);
                i++;
            }
            Bytes.put16(buffer, at, first);
            Bytes.put16(buffer, at + 2, mask);
            at += 4;
        }
        Bytes.put16(buffer, head + 2, (at - head) / 4 - 1);
    }

    /** Picture loss indication (RFC 4585 §6.3.1). */
    public void pli(int sender, int media) {
        feedback(RtcpReader.FMT_PLI, RtcpReader.PAYLOAD_FEEDBACK, sender, media);
    }

    /** Full intra request (RFC 5104 §4.3.1). */
    public void fir(int sender, int media, int number) {
        int head = at;
        feedback(RtcpReader.FMT_FIR, RtcpReader.PAYLOAD_FEEDBACK, sender, 0);
        Bytes.put32(buffer, at, media);
        Bytes.put32(buffer, at + 4, number << 24);
        at += 8;
        Bytes.put16(buffer, head + 2, (at - head) / 4 - 1);
    }

    /** Receiver estimated maximum bitrate (draft-alvestrand-rmcat-remb-03 §2.2). */
    public void remb(int sender, long bitsPerSecond, int[] ssrcs, int count) {
        int head = at;
        feedback(RtcpReader.FMT_APPLICATION, RtcpReader.PAYLOAD_FEEDBACK, sender, 0);
        int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitsPerSecond) - 18);
        int mantissa = (int) (bitsPerSecond >>> exponent);
        Bytes.put32(buffer, at, 0x52454D42);
        Bytes.put8(buffer, at + 4, count);
        Bytes.put8(buffer, at + 5, (exponent << 2) | (mantissa >>> 16));
        Bytes.put16(buffer, at + 6, mantissa);
        at += 8;
        for (int i = 0; i < count; i++) {
            Bytes.put32(buffer, at, ssrcs[i]);
            at += 4;
        }
        Bytes.put16(buffer, head + 2, (at - head) / 4 - 1);
    }

    public void bye(int ssrc) {
        int head = at;
        header(1, RtcpReader.BYE, 8);
        Bytes.put32(buffer, head + 4, ssrc);
    }

    private void feedback(int format, int type, int sender, int media) {
        int head = at;
        header(format, type, 12);
        Bytes.put32(buffer, head + 4, sender);
        Bytes.put32(buffer, head + 8, media);
    }

    private void header(int count, int type, int bytes) {
        buffer[at] = (byte) (0x80 | count);
        buffer[at + 1] = (byte) type;
        Bytes.put16(buffer, at + 2, bytes / 4 - 1);
        at += bytes;
    }
}
