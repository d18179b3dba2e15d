package lectern.bridge.rtcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/**
 * Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1): what is read is told to our writer,
 * and what that writes says the same again, to our reader and to the plainest one.
 */
class TransportFeedbackFuzzTest extends FuzzTarget {
    private static final long TICK_NANOS = 250_000L;
    /** The reference time has 24 bits of 256 ticks each: times are the same modulo this. */
    private static final long TIMES = 1L << 32;

    private static final int MARGIN = 16;

    /** @param ticks of its arrival, modulo {@link #TIMES}; -1 when it did not come */
    private record Status(int sequence, long ticks) {}

    @Override
    protected List<byte[]> seeds() {
        return List.of(
                message(65_530, 20, 1, 0),
                message(7, 400, 3, 300),
                message(0, 60, 1, -40),
                message(100, 33, 2, 1_000),
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

    @Override
    protected long allocation(int inputLength) {
        // Few bytes may speak of thousands of packets: a run length has 13 bits.
        return 4L * 1024 * 1024;
    }

    @Override
    protected int mutations() {
        return 5_000;
    }

    @Override
    protected void execute(byte[] input) {
        List<Status> told = Surroundings.read(input, TransportFeedbackFuzzTest::read);
        List<Status> again = new ArrayList<>();
        TransportFeedbackWriter writer = new TransportFeedbackWriter();
        for (int from = 0; from < told.size(); from += writer.count()) {
            fill(writer, told, from);
            Promise.that(writer.count() > 0, "a message has no room for one status");
            again.addAll(written(writer));
        }
        Promise.same(told, again, "what was written says something else");
    }

    private static List<Status> read(byte[] buffer, int offset, int length) {
        TransportFeedbackReader reader = new TransportFeedbackReader();
        List<Status> statuses = new ArrayList<>();
        if (!reader.wrap(buffer, offset, length)) {
            Promise.that(!reader.next(), "a refused message goes on");
            return statuses;
        }
        while (reader.next()) {
            Promise.that(reader.received() || statuses.size() <= length * 8_192, "more than is told");
            statuses.add(new Status(reader.sequence(), reader.received() ? ticks(reader) : -1));
        }
        Promise.that(statuses.size() <= TransportFeedbackReader.MAX_STATUSES, "too many statuses");
        return statuses;
    }

    private static long ticks(TransportFeedbackReader reader) {
        return reader.arrivalNanos() / TICK_NANOS & (TIMES - 1);
    }

    private static void fill(TransportFeedbackWriter writer, List<Status> told, int from) {
        writer.begin(told.get(from).sequence);
        boolean taken = true;
        for (int i = from; i < told.size() && taken; i++) {
            Status status = told.get(i);
            taken = status.ticks < 0 ? writer.missing() : writer.received(status.ticks);
        }
        Promise.that(writer.count() <= TransportFeedbackWriter.MAX_STATUSES, "too many in one message");
    }

    private static List<Status> written(TransportFeedbackWriter writer) {
        byte[] buffer = new byte[TransportFeedbackWriter.MAX_BYTES + 2 * MARGIN];
        Arrays.fill(buffer, (byte) 0x5A);
        int length = writer.write(buffer, MARGIN, 1, 2, 3);
        Promise.that(length <= TransportFeedbackWriter.MAX_BYTES && length % 4 == 0, "a length of " + length);
        for (int i = 0; i < MARGIN; i++) {
            boolean untouched = buffer[i] == 0x5A && buffer[MARGIN + length + i] == 0x5A;
            Promise.that(untouched, "writes outside its range");
        }
        List<Status> statuses = read(buffer, MARGIN, length);
        FeedbackDecoder plain = new FeedbackDecoder(buffer, MARGIN, length);
        Promise.same(writer.count(), plain.statuses.size(), "another count");
        for (Status status : statuses) {
            Long ticks = plain.statuses.get(status.sequence);
            Promise.same(status.ticks, ticks == null ? -1 : ticks & (TIMES - 1), "another time");
        }
        return statuses;
    }
}
