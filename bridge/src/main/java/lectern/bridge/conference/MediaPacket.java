package lectern.bridge.conference;

import lectern.bridge.codec.Vp8Descriptor;

/**
 * One incoming packet in the form in which it is kept and forwarded: no CSRC list, no padding, only the header extensions
 * that receivers get. Reused for each packet of a loop; written by {@link Layer}, read by slots and tap.
 */
final class MediaPacket {
    final Vp8Descriptor vp8 = new Vp8Descriptor();
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
    /** Whether a receiver can start here. */
    boolean entry;

    long arrival;
}
