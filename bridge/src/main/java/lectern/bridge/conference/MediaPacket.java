package lectern.bridge.conference;

import lectern.bridge.codec.RedPayload;
import lectern.bridge.codec.Vp8Descriptor;

/**
 * One incoming packet in the form in which it is kept and forwarded: no CSRC list, no padding, only the header extensions
 * that receivers get. Reused for each packet of a loop; written by {@link Layer}, read by slots and tap.
 */
final class MediaPacket {
    final Vp8Descriptor vp8 = new Vp8Descriptor();
    /** To be read when {@link #hasRed}. */
    final RedPayload red = new RedPayload();

    byte[] buffer = new byte[0];
    int offset;
    int length;
    int headerLength;
    /** Extended. */
    long sequence;

    int timestamp;
    int payloadType;
    boolean marker;
    boolean hasVp8;
    boolean hasRed;
    /** Whether a receiver can start here. */
    boolean entry;

    long arrival;

    /** 0 for what is not VP8. */
    int pictureId() {
        return hasVp8 ? vp8.pictureId() : 0;
    }

    int tl0PicIdx() {
        return hasVp8 ? vp8.tl0PicIdx() : 0;
    }

    /**
     * Copies it without former sound (RFC 2198): what somebody gets who did not ask for redundancy.
     *
     * @return the length of the copy
     */
    int copyPlain(byte[] target, int at) {
        if (!hasRed) {
            System.arraycopy(buffer, offset, target, at, length);
            return length;
        }
        System.arraycopy(buffer, offset, target, at, headerLength);
        int payload = offset + headerLength;
        System.arraycopy(buffer, payload + red.primaryAt(), target, at + headerLength, red.primaryLength());
        target[at + 1] = (byte) ((marker ? 0x80 : 0) | red.primaryType());
        return headerLength + red.primaryLength();
    }
}
