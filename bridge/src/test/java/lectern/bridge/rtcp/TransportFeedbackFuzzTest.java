package lectern.bridge.rtcp;

import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.List;
import lectern.bridge.rtp.Bytes;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/**
 * Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1): what is read is told to our writer,
 * and what that writes says the same again, to our reader and to the plainest one. A message's head and chunks are judged
 * whole, of its statuses the first {@value #LOOKED_AT}: two bytes may speak of thousands, which all take the same way.
 */
class TransportFeedbackFuzzTest extends FuzzTarget {
    private static final long TICK_NANOS = 250_000L;
    /** The reference time has 24 bits of 256 ticks each: times are the same modulo this. */
    private static final long TIMES = 1L << 32;

    private static final int TICK_BITS = 40;
    private static final long MISSING = (1L << TICK_BITS) - 1;

    /** More than one message of our writer has room for, so that it takes two. */
    private static final int LOOKED_AT = TransportFeedbackWriter.MAX_STATUSES + 20;

    private static final int COUNT_AT = 14;

    private static final int MARGIN = 16;

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                message(65_530, 20, 1, 0),
                message(7, 400, 3, 300),
                message(0, 60, 1, -40),
                message(100, 33, 2, 1_000),
                asManyAsPossible(),
                message(1, 1, 1, 0));
    }

    /** Some packets, of which every n-th came, so many ticks after the one before. */
    private static byte[] message(int base, int count, int every, int apart) {
        TransportFeedbackWriter writer = new TransportFeedbackWriter();
        writer.begin(base);
        long ticks = 1L << 30;
        for (int i = 0; i < count; i++) {
            if (i % every == 0) {
                ticks += apart + i % 5;
                writer.received(ticks);
            } else {
                writer.missing();
            }
        }
        byte[] buffer = new byte[TransportFeedbackWriter.MAX_BYTES];
        return Arrays.copyOf(buffer, writer.write(buffer, 0, 1, 2, 3));
    }

    /** Runs of packets that did not come: as many as a message may speak of. */
    private static byte[] asManyAsPossible() {
        byte[] message = Arrays.copyOf(message(9, 8, 9, 0), 24);
        Bytes.put16(message, COUNT_AT, TransportFeedbackReader.MAX_STATUSES);
        Bytes.put16(message, 20, 0x1FFF);
        return message;
    }

    @Override
    protected long allocation(int inputLength) {
        // For each status three numbers of eight bytes, and what the plainest reader takes.
        return 512L * 1024;
    }

    @Override
    protected int mutations() {
        return 5_000;
    }

    /** A run of packets takes two bytes, however many they are. */
    @Override
    protected int longest() {
        return 600;
    }

    @Override
    protected void execute(byte[] input) {
        LongBuffer told = Surroundings.read(input, TransportFeedbackFuzzTest::read);
        LongBuffer again = LongBuffer.allocate(told.limit());
        TransportFeedbackWriter writer = new TransportFeedbackWriter();
        for (int from = 0; from < told.limit(); from += writer.count()) {
            fill(writer, told, from);
            Promise.that(writer.count() > 0, "a message has no room for one status");
            again.put(written(writer));
        }
        Promise.same(told, again.flip(), "what was written says something else");
    }

    /** One number for each status: its sequence number above its ticks, which are all ones when it did not come. */
    private static LongBuffer read(byte[] buffer, int offset, int length) {
        TransportFeedbackReader reader = new TransportFeedbackReader();
        if (!reader.wrap(buffer, offset, length)) {
            Promise.that(!reader.next(), "a refused message goes on");
            return LongBuffer.allocate(0);
        }
        int count = Bytes.u16(buffer, offset + COUNT_AT);
        Promise.that(count <= TransportFeedbackReader.MAX_STATUSES, "too many statuses");
        LongBuffer statuses = LongBuffer.allocate(Math.min(count, LOOKED_AT));
        while (statuses.hasRemaining() && reader.next()) {
            statuses.put(status(reader.sequence(), reader.received() ? ticks(reader) : MISSING));
        }
        Promise.that(count > LOOKED_AT || !reader.next(), "more statuses than the message has");
        return statuses.flip();
    }

    private static long status(int sequence, long ticks) {
        return (long) sequence << TICK_BITS | ticks;
    }

    private static int sequence(long status) {
        return (int) (status >>> TICK_BITS);
    }

    private static long ticks(long status) {
        return status & MISSING;
    }

    private static long ticks(TransportFeedbackReader reader) {
        return reader.arrivalNanos() / TICK_NANOS & (TIMES - 1);
    }

    private static void fill(TransportFeedbackWriter writer, LongBuffer told, int from) {
        writer.begin(sequence(told.get(from)));
        boolean taken = true;
        for (int i = from; i < told.limit() && taken; i++) {
            long ticks = ticks(told.get(i));
            taken = ticks == MISSING ? writer.missing() : writer.received(ticks);
        }
        Promise.that(writer.count() <= TransportFeedbackWriter.MAX_STATUSES, "too many in one message");
    }

    private static LongBuffer written(TransportFeedbackWriter writer) {
        byte[] buffer = new byte[TransportFeedbackWriter.MAX_BYTES + 2 * MARGIN];
        Arrays.fill(buffer, (byte) 0x5A);
        int length = writer.write(buffer, MARGIN, 1, 2, 3);
        Promise.that(length <= TransportFeedbackWriter.MAX_BYTES && length % 4 == 0, "a length of " + length);
        for (int i = 0; i < MARGIN; i++) {
            boolean untouched = buffer[i] == 0x5A && buffer[MARGIN + length + i] == 0x5A;
            Promise.that(untouched, "writes outside its range");
        }
        LongBuffer statuses = read(buffer, MARGIN, length);
        FeedbackDecoder plain = new FeedbackDecoder(buffer, MARGIN, length);
        Promise.same(writer.count(), plain.statuses.size(), "another count");
        for (int i = 0; i < statuses.limit(); i++) {
            Long ticks = plain.statuses.get(sequence(statuses.get(i)));
            Promise.same(ticks(statuses.get(i)), ticks == null ? MISSING : ticks & (TIMES - 1), "another time");
        }
        return statuses;
    }
}
