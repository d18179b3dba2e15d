package lectern.bridge.codec;

import lectern.bridge.rtp.Bytes;

/**
 * A view of a VP8 payload descriptor (RFC 7741 §4.2); reused from packet to packet.
 *
 * <pre>
 *  |X|R|N|S|R| PID |
 *  |I|L|T|K| RSV   |   if X
 *  |M| PictureID   |   if I; 7 bits, or 15 when M
 *  |   TL0PICIDX   |   if L
 *  |TID|Y| KEYIDX  |   if T or K
 * </pre>
 */
public final class Vp8Descriptor {
    private int length;
    private int pictureIdAt;
    private int pictureIdBits;
    private int pictureId;
    private int tl0PicIdxAt;
    private int tl0PicIdx;
    private boolean keyframeStart;

    /**
     * Looks at a payload.
     *
     * @return false when it is no VP8 payload, or an empty one
     */
    public boolean wrap(byte[] buffer, int offset, int bytes) {
        pictureIdAt = -1;
        pictureIdBits = 0;
        pictureId = 0;
        tl0PicIdxAt = -1;
        tl0PicIdx = 0;
        keyframeStart = false;
        length = 1;
        if (bytes < 2) {
            return false;
        }
        int first = Bytes.u8(buffer, offset);
        if ((first & 0x80) != 0 && !readExtension(buffer, offset, bytes)) {
            return false;
        }
        if (length >= bytes) {
            return false;
        }
        boolean frameStart = (first & 0x10) != 0 && (first & 0x07) == 0;
        keyframeStart = frameStart && (buffer[offset + length] & 0x01) == 0;
        return true;
    }

    private boolean readExtension(byte[] buffer, int offset, int bytes) {
        int flags = Bytes.u8(buffer, offset + 1);
        int at = offset + 2;
        int end = offset + bytes;
        if ((flags & 0x80) != 0) {
            if (at >= end) {
                return false;
            }
            boolean wide = buffer[at] < 0;
            if (wide && at + 1 >= end) {
                return false;
            }
            pictureIdAt = at - offset;
            pictureIdBits = wide ? 15 : 7;
            pictureId = wide ? Bytes.u16(buffer, at) & 0x7FFF : buffer[at] & 0x7F;
            at += wide ? 2 : 1;
        }
        if ((flags & 0x40) != 0) {
            if (at >= end) {
                return false;
            }
            tl0PicIdxAt = at - offset;
            tl0PicIdx = Bytes.u8(buffer, at);
            at++;
        }
        if ((flags & 0x30) != 0) {
            at++;
        }
        length = at - offset;
        return true;
    }

    /** Bytes before the VP8 payload header. */
    public int length() {
        return length;
    }

    /** 0 without a picture id, else 7 or 15. */
    public int pictureIdBits() {
        return pictureIdBits;
    }

    public int pictureId() {
        return pictureId;
    }

    public boolean hasTl0PicIdx() {
        return tl0PicIdxAt >= 0;
    }

    public int tl0PicIdx() {
        return tl0PicIdx;
    }

    /** Whether this is the first packet of a keyframe. */
    public boolean keyframeStart() {
        return keyframeStart;
    }

    /**
     * Writes continuity fields into a copy of the payload that was looked at last; fields it lacks are left out.
     *
     * @param pictureId taken modulo the width of the field
     */
    public void rewrite(byte[] buffer, int offset, int pictureId, int tl0PicIdx) {
        if (pictureIdBits == 15) {
            Bytes.put16(buffer, offset + pictureIdAt, 0x8000 | (pictureId & 0x7FFF));
        } else if (pictureIdBits == 7) {
            buffer[offset + pictureIdAt] = (byte) (pictureId & 0x7F);
        }
        if (tl0PicIdxAt >= 0) {
            buffer[offset + tl0PicIdxAt] = (byte) tl0PicIdx;
        }
    }
}
