package lectern.bridge.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/** The bytes of one packet within a caller's array, in the shape that jitsi-srtp works on; reused for every packet. */
final class PacketWindow implements ByteArrayBuffer {
    private byte[] buffer = new byte[0];
    private int offset;
    private int length;

    PacketWindow over(byte[] bytes, int from, int size) {
        buffer = bytes;
        offset = from;
        length = size;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return buffer;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int size) {
        length = size;
    }

    @Override
    public void setOffset(int from) {
        offset = from;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int size, byte[] out) {
        System.arraycopy(buffer, offset + from, out, 0, size);
    }

    /** The array never grows: the caller left slack, which is checked before. */
    @Override
    public void grow(int more) {
        if (offset + length + more > buffer.length) {
            throw new IllegalArgumentException("a packet needs " + more + " bytes of slack behind it");
        }
    }

    @Override
    public void append(byte[] data, int size) {
        grow(size);
        System.arraycopy(data, 0, buffer, offset + length, size);
        length += size;
    }

    @Override
    public void shrink(int less) {
        length = Math.max(0, length - less);
    }
}
