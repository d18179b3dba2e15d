package lectern.bridge.forward;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import lectern.bridge.rtp.SequenceWindow;
import org.jspecify.annotations.Nullable;

/**
 * Makes one continuous stream of successive sources: sequence numbers, timestamps and VP8 continuity fields go on over a
 * switch, holes stay holes, and no sequence number is used twice, because SRTP's nonce is made of it (RFC 7714 §8.1).
 * Remembers recent sources, so that a receiver's NACK leads back to the packet it was made of.
 *
 * @param <S> a source
 */
public final class StreamRewriter<S> {
    private static final int EPOCHS = 16;

    private final SequenceWindow sent = new SequenceWindow();
    private final List<@Nullable S> sources = new ArrayList<>(Collections.nCopies(EPOCHS, null));
    private final long[] firsts = new long[EPOCHS];
    private final long[] sequenceDeltas = new long[EPOCHS];
    private final int[] timestampDeltas = new int[EPOCHS];
    private final int[] pictureIdDeltas = new int[EPOCHS];
    private final int[] tl0Deltas = new int[EPOCHS];
    private long switches;
    private long floor;
    /** The present epoch's, here as well: a packet then touches one line of memory for them instead of four. */
    private long sequenceDelta;

    private int timestampDelta;
    private int pictureIdDelta;
    private int tl0Delta;
    private boolean used;

    private long highest;
    private int newestTimestamp;
    private long newestAt;
    private int newestPictureId;
    private int newestTl0;

    /**
     * Starts with nothing sent.
     *
     * @param firstSequence random, 0 to 32767 (RFC 3711 §3.3.1 wants room before the first wrap)
     * @param firstTimestamp random
     */
    public StreamRewriter(int firstSequence, int firstTimestamp) {
        highest = 0x1_0000L + firstSequence - 1;
        newestTimestamp = firstTimestamp;
    }

    /** What the newest timestamp would be now. */
    public int timestampAt(long now, int clockRate, int least) {
        if (!used) {
            return newestTimestamp;
        }
        long elapsed = Math.max(0, now - newestAt) / 1000 * clockRate / 1_000_000;
        return newestTimestamp + (int) Math.max(least, elapsed);
    }

    /** Goes on with another source, or after a pause with the same one, from this packet of it. */
    public void switchTo(S source, long sequence, int timestamp, int outTimestamp, int pictureId, int tl0PicIdx) {
        switches++;
        floor = sequence;
        sequenceDelta = highest + 1 - sequence;
        timestampDelta = outTimestamp - timestamp;
        pictureIdDelta = newestPictureId + 1 - pictureId;
        tl0Delta = newestTl0 + 1 - tl0PicIdx;
        int epoch = (int) (switches % EPOCHS);
        sources.set(epoch, source);
        firsts[epoch] = highest + 1;
        sequenceDeltas[epoch] = sequenceDelta;
        timestampDeltas[epoch] = timestampDelta;
        pictureIdDeltas[epoch] = pictureIdDelta;
        tl0Deltas[epoch] = tl0Delta;
    }

    /** Whether this is the packet with which the present source began. */
    public boolean isFirst(long sequence) {
        return sequence == floor && !sent.contains(sequence + sequenceDelta);
    }

    /** Whether a packet of the present source comes after all that were sent of it. */
    public boolean isNewest(long sequence) {
        return sequence + sequenceDelta > highest;
    }

    /**
     * The extended number under which a packet of the present source goes out; each is given once.
     *
     * @return -1 when it must not go out: from before the switch, or sent already
     */
    public long take(long sequence) {
        if (sequence < floor) {
            return -1;
        }
        long out = sequence + sequenceDelta;
        return sent.add(out) ? out : -1;
    }

    /** Notes what went out, so that the next switch goes on from there. */
    public void sent(long out, int outTimestamp, int outPictureId, int outTl0, long now) {
        if (out > highest) {
            highest = out;
            newestTimestamp = outTimestamp;
            newestAt = now;
            newestPictureId = outPictureId;
            newestTl0 = outTl0;
            used = true;
        }
    }

    public int timestamp(int timestamp) {
        return timestamp + timestampDelta;
    }

    public int pictureId(int pictureId) {
        return (pictureId + pictureIdDelta) & 0x7FFF;
    }

    public int tl0PicIdx(int tl0PicIdx) {
        return (tl0PicIdx + tl0Delta) & 0xFF;
    }

    public boolean used() {
        return used;
    }

    /** Leads from a sequence number that a receiver names back to the packet. */
    public @Nullable Sent find(int sequence, Sent result) {
        long out = highest - ((highest - sequence) & 0xFFFF);
        if (!sent.contains(out)) {
            return null;
        }
        for (long back = switches; back > 0 && back > switches - EPOCHS; back--) {
            int index = (int) (back % EPOCHS);
            if (firsts[index] <= out) {
                result.out = out;
                result.epoch = index;
                return result;
            }
        }
        return null;
    }

    /** Where a packet that was sent came from; reused by its owner. */
    public static final class Sent {
        private long out;
        private int epoch;
    }

    public @Nullable S source(Sent packet) {
        return sources.get(packet.epoch);
    }

    /** The extended number it had in its source. */
    public long sequence(Sent packet) {
        return packet.out - sequenceDeltas[packet.epoch];
    }

    public long outSequence(Sent packet) {
        return packet.out;
    }

    public int timestamp(Sent packet, int timestamp) {
        return timestamp + timestampDeltas[packet.epoch];
    }

    public int pictureId(Sent packet, int pictureId) {
        return (pictureId + pictureIdDeltas[packet.epoch]) & 0x7FFF;
    }

    public int tl0PicIdx(Sent packet, int tl0PicIdx) {
        return (tl0PicIdx + tl0Deltas[packet.epoch]) & 0xFF;
    }
}
