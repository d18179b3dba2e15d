package lectern.bridge.rtcp;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import lectern.bridge.rtp.Bytes;

/** Reads transport-wide feedback in the plainest way, to judge what we write. */
public final class FeedbackDecoder {
    /** Sequence number to arrival in units of 250 µs, null for a packet that is said to be missing. */
    public final SortedMap<Integer, Long> statuses = new TreeMap<>();

    public final int media;
    public final int number;

    private final byte[] packet;
    private int at = 20;

    public FeedbackDecoder(byte[] buffer, int offset, int length) {
        packet = java.util.Arrays.copyOfRange(buffer, offset, offset + length);
        media = Bytes.i32(packet, 8);
        number = Bytes.u8(packet, 19);
        int count = Bytes.u16(packet, 14);
        List<Integer> symbols = new ArrayList<>();
        while (symbols.size() < count) {
            chunk(symbols, Bytes.u16(packet, at));
            at += 2;
        }
        long time = 256L * Bytes.u24(packet, 16);
        for (int i = 0; i < count; i++) {
            int sequence = (Bytes.u16(packet, 12) + i) & 0xFFFF;
            if (symbols.get(i) == 0) {
                statuses.put(sequence, null);
                continue;
            }
            time += symbols.get(i) == 1 ? Bytes.u8(packet, at) : (short) Bytes.u16(packet, at);
            at += symbols.get(i);
            statuses.put(sequence, time);
        }
        int padding = (packet[0] & 0x20) == 0 ? 0 : packet[length - 1];
        if (at + padding != length || 4 * (Bytes.u16(packet, 2) + 1) != length) {
            throw new AssertionError("the length is " + length + ", not " + (at + padding));
        }
    }

    private static void chunk(List<Integer> symbols, int chunk) {
        if ((chunk & 0x8000) == 0) {
            for (int i = chunk & 0x1FFF; i > 0; i--) {
                symbols.add(chunk >> 13 & 3);
            }
            return;
        }
        boolean wide = (chunk & 0x4000) != 0;
        for (int i = wide ? 12 : 13; i >= 0; i -= wide ? 2 : 1) {
            symbols.add(chunk >> i & (wide ? 3 : 1));
        }
    }
}
