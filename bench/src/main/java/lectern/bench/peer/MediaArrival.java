package lectern.bench.peer;

/**
 * One media packet in a slot; reused, so read it during the call only.
 *
 * <p>Times are of {@link System#nanoTime()}, which all peers of one JVM share.
 */
public final class MediaArrival {
    String mid = "";
    boolean video;
    boolean repaired;
    long sequence;
    boolean keyframe;
    final MediaStamp stamp = new MediaStamp();
    long arrivedNanos;

    MediaArrival() {}

    /** The slot. */
    public String mid() {
        return mid;
    }

    public boolean video() {
        return video;
    }

    /** Whether it came as a retransmission. */
    public boolean repaired() {
        return repaired;
    }

    /** Its place in the slot's stream, never wrapping. */
    public long sequence() {
        return sequence;
    }

    /** Whether it is the first packet of a keyframe. */
    public boolean keyframe() {
        return keyframe;
    }

    /** Who sent it; 0 when no synthetic peer did. */
    public int sender() {
        return stamp.sender;
    }

    /** {@code m}icrophone, {@code l}ow or {@code h}igh camera layer, {@code s}creen. */
    public char source() {
        return stamp.source;
    }

    /** When it was made; of a retransmission, when its original was. */
    public long sentNanos() {
        return stamp.sentNanos;
    }

    public long arrivedNanos() {
        return arrivedNanos;
    }
}
