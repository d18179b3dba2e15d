package lectern.bridge.sctp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The Data Channel Establishment Protocol (RFC 8832 §5).
 *
 * <pre>
 * |  Message Type |  Channel Type |            Priority           |
 * |                    Reliability Parameter                      |
 * |         Label Length          |       Protocol Length         |
 * </pre>
 */
final class Dcep {
    static final int PPID = 50;

    private static final int OPEN = 3;
    private static final int ACK = 2;
    private static final int HEADER = 12;
    private static final int UNORDERED = 0x80;
    private static final int RETRANSMITS = 1;
    private static final int TIMED = 2;

    /** Longer labels and protocols are refused. */
    private static final int MAX_NAME = 256;

    static boolean isAck(byte[] message) {
        return message.length >= 1 && message[0] == ACK;
    }

    static byte[] ack() {
        return new byte[] {ACK};
    }

    static byte[] open(DataChannel channel) {
        byte[] label = channel.label().getBytes(StandardCharsets.UTF_8);
        byte[] protocol = channel.protocol().getBytes(StandardCharsets.UTF_8);
        int kind = channel.maxRetransmits() >= 0 ? RETRANSMITS : channel.maxLifetimeMillis() >= 0 ? TIMED : 0;
        int reliability = kind == RETRANSMITS ? channel.maxRetransmits() : Math.max(0, channel.maxLifetimeMillis());
        return ByteBuffer.allocate(HEADER + label.length + protocol.length)
                .put((byte) OPEN)
                .put((byte) (kind | (channel.ordered() ? 0 : UNORDERED)))
                .putShort((short) 256)
                .putInt(reliability)
                .putShort((short) label.length)
                .putShort((short) protocol.length)
                .put(label)
                .put(protocol)
                .array();
    }

    /** Null when it is no well-formed DATA_CHANNEL_OPEN. */
    static @Nullable DataChannel parseOpen(int stream, byte[] message) {
        if (message.length < HEADER || message[0] != OPEN) {
            return null;
        }
        int kind = message[1] & 0x7F;
        int reliability = Math.max(0, Wire.i32(message, 4));
        int label = Wire.u16(message, 8);
        int protocol = Wire.u16(message, 10);
        if (kind > TIMED || label > MAX_NAME || protocol > MAX_NAME || HEADER + label + protocol != message.length) {
            return null;
        }
        return new DataChannel(
                stream,
                new String(message, HEADER, label, StandardCharsets.UTF_8),
                new String(message, HEADER + label, protocol, StandardCharsets.UTF_8),
                (message[1] & UNORDERED) == 0,
                kind == RETRANSMITS ? reliability : -1,
                kind == TIMED ? reliability : -1);
    }

    private Dcep() {}
}
