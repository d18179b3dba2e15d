package lectern.bridge.sctp;

import java.util.zip.CRC32C;

/** Builds one packet at a time in one buffer: {@link #begin}, chunks of {@link #open} to {@link #close}, {@link #send}. */
final class PacketBuilder {
    /** A DTLS record with it fits into a datagram of 1,250 bytes. */
    static final int MAX_PACKET = 1_180;

    private static final int PORT = 5000;

    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[MAX_PACKET];
    private final SctpListener out;
    private int end = ChunkReader.HEADER;
    private int chunk;

    PacketBuilder(SctpListener out) {
        this.out = out;
    }

    PacketBuilder begin(int tag) {
        Wire.u16(buffer, 0, PORT);
        Wire.u16(buffer, 2, PORT);
        Wire.i32(buffer, 4, tag);
        end = ChunkReader.HEADER;
        return this;
    }

    boolean isEmpty() {
        return end == ChunkReader.HEADER;
    }

    int free() {
        return MAX_PACKET - end;
    }

    PacketBuilder open(int type, int flags) {
        chunk = end;
        buffer[end] = (byte) type;
        buffer[end + 1] = (byte) flags;
        end += 4;
        return this;
    }

    PacketBuilder u16(int value) {
        Wire.u16(buffer, end, value);
        end += 2;
        return this;
    }

    PacketBuilder i32(int value) {
        Wire.i32(buffer, end, value);
        end += 4;
        return this;
    }

    PacketBuilder bytes(byte[] data, int offset, int length) {
        System.arraycopy(data, offset, buffer, end, length);
        end += length;
        return this;
    }

    PacketBuilder bytes(byte[] data) {
        return bytes(data, 0, data.length);
    }

    PacketBuilder close() {
        Wire.u16(buffer, chunk + 2, end - chunk);
        while ((end & 3) != 0) {
            buffer[end++] = 0;
        }
        return this;
    }

    void send() {
        Wire.i32(buffer, 8, 0);
        crc.reset();
        crc.update(buffer, 0, end);
        Wire.i32(buffer, 8, Integer.reverseBytes((int) crc.getValue()));
        int length = end;
        end = ChunkReader.HEADER;
        out.send(buffer, 0, length);
    }
}
