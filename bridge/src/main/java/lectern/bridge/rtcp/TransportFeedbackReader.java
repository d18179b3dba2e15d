package lectern.bridge.rtcp;

import lectern.bridge.rtp.Bytes;

/**
 * Walks one transport-wide feedback message (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1); reused from
 * message to message, because the reference time is told in 24 bits and goes on from the one before.
 *
 * <pre>
 * |     base sequence number      |      packet status count      |
 * |                 reference time                | fb pkt. count |
 * |         packet chunk          |  ...                          |
 * |  recv delta   |  recv delta   |  ...                          |
 * </pre>
 */
public final class TransportFeedbackReader {
    /** A message about more packets than a second of the fastest receiver is refused: it would only cost time. */
    public static final int MAX_STATUSES = 4096;

    private static final int HEAD = 20;
    private static final long REFERENCE_NANOS = 64_000_000L;
    private static final long DELTA_NANOS = 250_000L;
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;

    private byte[] buffer = new byte[0];
    private int end;
    private int chunkAt;
    private int deltaAt;
    private int chunk;
    private int inChunk;
    private int usedOfChunk;
    private int left;
    private int sequence;
    private int status;
    private long reference = Long.MIN_VALUE;
    private long arrival;

    /**
     * Starts before the first status.
     *
     * @param at where the RTCP packet starts, {@code length} bytes long
     * @return false when it is malformed
     */
    public boolean wrap(byte[] buffer, int at, int length) {
        left = 0;
        if (length < HEAD) {
            return false;
        }
        this.buffer = buffer;
        end = at + length;
        int statuses = Bytes.u16(buffer, at + 14);
        chunkAt = at + HEAD;
        deltaAt = afterChunks(chunkAt, statuses);
        if (statuses > MAX_STATUSES || deltaAt < 0) {
            return false;
        }
        sequence = Bytes.u16(buffer, at + 12) - 1;
        arrival = reference(Bytes.u24(buffer, at + 16)) * REFERENCE_NANOS;
        inChunk = 0;
        usedOfChunk = 0;
        left = statuses;
        return true;
    }

    private int afterChunks(int from, int statuses) {
        int at = from;
        int covered = 0;
        while (covered < statuses) {
            if (at + 2 > end) {
                return -1;
            }
            covered += statuses(Bytes.u16(buffer, at));
            at += 2;
        }
        return at;
    }

    /** How many packets a chunk is about: a run length, 14 bits, or 7 pairs. A run of none would never end. */
    private static int statuses(int chunk) {
        if ((chunk & 0x8000) == 0) {
            return Math.max(1, chunk & 0x1FFF);
        }
        return (chunk & 0x4000) == 0 ? 14 : 7;
    }

    private long reference(int told) {
        if (reference == Long.MIN_VALUE) {
            // Room below, so that a reordered message's time is not negative.
            reference = 0x100_0000L + told;
            return reference;
        }
        long extended = reference + ((told - (int) reference) << 8 >> 8);
        reference = Math.max(reference, extended);
        return extended;
    }

    /** Steps to the next packet; false at the end or where the message breaks off. */
    public boolean next() {
        if (left == 0) {
            return false;
        }
        if (usedOfChunk == inChunk) {
            chunk = Bytes.u16(buffer, chunkAt);
            chunkAt += 2;
            inChunk = statuses(chunk);
            usedOfChunk = 0;
        }
        status = status();
        usedOfChunk++;
        left--;
        sequence = (sequence + 1) & 0xFFFF;
        return delta();
    }

    private int status() {
        if ((chunk & 0x8000) == 0) {
            return chunk >> 13 & 3;
        }
        return (chunk & 0x4000) == 0 ? chunk >> (13 - usedOfChunk) & 1 : chunk >> (12 - 2 * usedOfChunk) & 3;
    }

    private boolean delta() {
        int bytes = status == SMALL_DELTA ? 1 : status == LARGE_DELTA ? 2 : 0;
        if (deltaAt + bytes > end) {
            left = 0;
            return false;
        }
        if (bytes > 0) {
            int delta = bytes == 1 ? Bytes.u8(buffer, deltaAt) : (short) Bytes.u16(buffer, deltaAt);
            arrival += delta * DELTA_NANOS;
            deltaAt += bytes;
        }
        return true;
    }

    /** The packet's number, 16 bits. */
    public int sequence() {
        return sequence;
    }

    public boolean received() {
        return status == SMALL_DELTA || status == LARGE_DELTA;
    }

    /** When it came on the receiver's clock, in nanoseconds. */
    public long arrivalNanos() {
        return arrival;
    }
}
