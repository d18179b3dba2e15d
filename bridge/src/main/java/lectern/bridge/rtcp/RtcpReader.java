package lectern.bridge.rtcp;

import lectern.bridge.rtp.Bytes;

/**
 * Walks the packets of an RTCP compound; reused from compound to compound. Accessors are about the present packet and
 * valid only for its type.
 *
 * <pre>
 * |V=2|P| RC/FMT  |      PT       |     length in words - 1       |
 * |                     SSRC of packet sender                     |
 * </pre>
 */
public final class RtcpReader {
    public static final int SENDER_REPORT = 200;
    public static final int RECEIVER_REPORT = 201;
    public static final int BYE = 203;
    public static final int TRANSPORT_FEEDBACK = 205;
    public static final int PAYLOAD_FEEDBACK = 206;

    /** Feedback message types (RFC 4585 §6.2, §6.3; RFC 5104 §4.3). */
    public static final int FMT_NACK = 1;

    /** draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1. */
    public static final int FMT_TRANSPORT_CC = 15;

    public static final int FMT_PLI = 1;
    public static final int FMT_FIR = 4;
    public static final int FMT_APPLICATION = 15;

    private static final int BLOCK = 24;
    private static final int REMB_NAME = 0x52454D42;

    private byte[] buffer = new byte[0];
    private int next;
    private int end;
    private int start;
    private int length;

    /** Starts before the first packet. */
    public void wrap(byte[] buffer, int offset, int length) {
        this.buffer = buffer;
        next = offset;
        end = offset + length;
    }

    /** Steps to the next well-formed packet; false at the end or at the first malformed one. */
    public boolean next() {
        if (next + 4 > end || (buffer[next] & 0xC0) != 0x80) {
            return false;
        }
        int bytes = 4 * (Bytes.u16(buffer, next + 2) + 1);
        if (next + bytes > end) {
            return false;
        }
        start = next;
        length = bytes;
        next += bytes;
        return length >= minimum();
    }

    private int minimum() {
        return switch (type()) {
            case SENDER_REPORT -> 28 + BLOCK * count();
            case RECEIVER_REPORT -> 8 + BLOCK * count();
            case BYE -> 4 + 4 * count();
            case TRANSPORT_FEEDBACK, PAYLOAD_FEEDBACK -> 12;
            default -> 4;
        };
    }

    public int type() {
        return Bytes.u8(buffer, start + 1);
    }

    /** Report or source count, or the feedback message type. */
    public int count() {
        return buffer[start] & 0x1F;
    }

    public int senderSsrc() {
        return Bytes.i32(buffer, start + 4);
    }

    public long ntpTimestamp() {
        return Bytes.i64(buffer, start + 8);
    }

    public int rtpTimestamp() {
        return Bytes.i32(buffer, start + 16);
    }

    public int reportedSsrc(int block) {
        return Bytes.i32(buffer, blockAt(block));
    }

    /** In 256ths. */
    public int fractionLost(int block) {
        return Bytes.u8(buffer, blockAt(block) + 4);
    }

    /** Interarrival jitter in timestamp units, at most 2^31 - 1. */
    public int jitter(int block) {
        return Bytes.i32(buffer, blockAt(block) + 12) & 0x7FFF_FFFF;
    }

    /** The middle 32 bits of the NTP time of the last sender report received, 0 without one. */
    public int lastSenderReport(int block) {
        return Bytes.i32(buffer, blockAt(block) + 16);
    }

    /** Since that report, in 65536ths of a second. */
    public int delaySinceLastSenderReport(int block) {
        return Bytes.i32(buffer, blockAt(block) + 20);
    }

    private int blockAt(int block) {
        return start + (type() == SENDER_REPORT ? 28 : 8) + BLOCK * block;
    }

    public int byeSsrc(int index) {
        return Bytes.i32(buffer, start + 4 + 4 * index);
    }

    /** The source a feedback message is about; 0 in FIR and REMB. */
    public int mediaSsrc() {
        return Bytes.i32(buffer, start + 8);
    }

    /** Packet id and bit mask pairs of a NACK. */
    public int nackCount() {
        return (length - 12) / 4;
    }

    public int nackPacketId(int index) {
        return Bytes.u16(buffer, start + 12 + 4 * index);
    }

    /** Bit i set: packet id + i + 1 is missing too. */
    public int nackMask(int index) {
        return Bytes.u16(buffer, start + 14 + 4 * index);
    }

    /** Looks into the present packet, which is transport-wide feedback; false when it is malformed. */
    public boolean transportFeedback(TransportFeedbackReader feedback) {
        return feedback.wrap(buffer, start, length);
    }

    public int firCount() {
        return (length - 12) / 8;
    }

    public int firSsrc(int index) {
        return Bytes.i32(buffer, start + 12 + 8 * index);
    }

    /** Bits per second of a REMB, -1 when the application message is another one. */
    public long rembBitrate() {
        if (length < 20 || Bytes.i32(buffer, start + 12) != REMB_NAME) {
            return -1;
        }
        int exponent = Bytes.u8(buffer, start + 17) >>> 2;
        long mantissa = (long) (buffer[start + 17] & 0x03) << 16 | Bytes.u16(buffer, start + 18);
        return exponent > 40 ? Long.MAX_VALUE : mantissa << exponent;
    }
}
