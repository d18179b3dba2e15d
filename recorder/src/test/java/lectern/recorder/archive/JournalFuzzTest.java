package lectern.recorder.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;

/** Lines of a journal that a crash may have torn. */
class JournalFuzzTest extends FuzzTarget {
    @Override
    protected List<byte[]> seeds() {
        return List.<JournalLine>of(
                        new JournalLine.Session("s", 5),
                        new JournalLine.Track(3, "p", "camera", "l", "VP8", 90_000),
                        new JournalLine.Part("3-0", 3, "tracks/p/3-0.mp4", "vp8", 320, 180, 90_000, 17),
                        new JournalLine.Gap(3, 1, 2, "loss"),
                        new JournalLine.Sync(3, 1L << 40, 2),
                        new JournalLine.Closed(3, 9, "left"),
                        new JournalLine.End(10))
                .stream()
                .map(line -> JournalFormat.write(line).getBytes(UTF_8))
                .toList();
    }

    /** What Jackson takes for a tree and a value. */
    @Override
    protected long allocation(int inputLength) {
        return 256 * 1024 + 512L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        Optional<JournalLine> line = JournalFormat.parse(new String(input, UTF_8));
        line.ifPresent(
                read -> Promise.same(line, JournalFormat.parse(JournalFormat.write(read)), "written and read again"));
    }
}
