package lectern.recorder.testing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Packetizes frames as a browser does; sequence numbers and timestamps begin where a test wants them. */
public final class RtpStream {
    private static final int MTU = 1100;

    private final int ssrc;
    private int sequence;
    private final List<Packet> packets = new ArrayList<>();

    public RtpStream(int ssrc, int firstSequence) {
        this.ssrc = ssrc;
        this.sequence = firstSequence;
    }

    /** A packet and the class time of its arrival. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Packet(long classMicros, byte[] bytes) {}

    public List<Packet> packets() {
        return List.copyOf(packets);
    }

    /** Packets since the last call, which are forgotten. */
    public List<Packet> take() {
        List<Packet> taken = packets();
        packets.clear();
        return taken;
    }

    public int nextSequence() {
        return sequence & 0xffff;
    }

    /** Sequence numbers pass without a packet. */
    public RtpStream skip(int count) {
        sequence += count;
        return this;
    }

    public RtpStream vp8(byte[] frame, long timestamp, long classMicros) {
        for (int at = 0; at < frame.length; at += MTU) {
            int length = Math.min(MTU, frame.length - at);
            ByteBuffer payload = ByteBuffer.allocate(4 + length);
            payload.put((byte) (at == 0 ? 0x90 : 0x80)).put((byte) 0x80);
            payload.putShort((short) (0x8000 | (sequence & 0x7fff))).put(frame, at, length);
            add(payload.array(), timestamp, at + length == frame.length, classMicros);
        }
        return this;
    }

    public RtpStream opus(byte[] packet, long timestamp, long classMicros) {
        add(packet, timestamp, false, classMicros);
        return this;
    }

    /** Parameter sets in one STAP-A, small slices alone, large ones in FU-A. */
    public RtpStream h264(byte[] frame, long timestamp, long classMicros) {
        List<byte[]> units = new ArrayList<>();
        for (ByteBuffer in = ByteBuffer.wrap(frame); in.hasRemaining(); ) {
            byte[] unit = new byte[in.getInt()];
            in.get(unit);
            units.add(unit);
        }
        List<byte[]> sets = units.stream()
                .filter(unit -> (unit[0] & 0x1f) == 7 || (unit[0] & 0x1f) == 8)
                .toList();
        if (!sets.isEmpty()) {
            ByteBuffer stap = ByteBuffer.allocate(MTU).put((byte) 0x78);
            sets.forEach(set -> stap.putShort((short) set.length).put(set));
            add(java.util.Arrays.copyOf(stap.array(), stap.position()), timestamp, false, classMicros);
        }
        List<byte[]> slices =
                units.stream().filter(unit -> (unit[0] & 0x1f) <= 5).toList();
        for (byte[] slice : slices) {
            slice(slice, timestamp, slice == slices.get(slices.size() - 1), classMicros);
        }
        return this;
    }

    private void slice(byte[] unit, long timestamp, boolean last, long classMicros) {
        if (unit.length <= MTU) {
            add(unit, timestamp, last, classMicros);
            return;
        }
        for (int at = 1; at < unit.length; at += MTU) {
            int length = Math.min(MTU, unit.length - at);
            boolean end = at + length == unit.length;
            int header = (unit[0] & 0x1f) | (at == 1 ? 0x80 : 0) | (end ? 0x40 : 0);
            ByteBuffer payload = ByteBuffer.allocate(2 + length);
            payload.put((byte) ((unit[0] & 0xe0) | 28)).put((byte) header).put(unit, at, length);
            add(payload.array(), timestamp, last && end, classMicros);
        }
    }

    private void add(byte[] payload, long timestamp, boolean marker, long classMicros) {
        packets.add(new Packet(classMicros, packet(sequence, (int) timestamp, ssrc, marker, payload)));
        sequence++;
    }

    public static byte[] packet(int sequence, int timestamp, int ssrc, boolean marker, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(12 + payload.length);
        out.put((byte) 0x80).put((byte) (marker ? 0xe0 : 0x60)).putShort((short) sequence);
        out.putInt(timestamp).putInt(ssrc).put(payload);
        return out.array();
    }
}
