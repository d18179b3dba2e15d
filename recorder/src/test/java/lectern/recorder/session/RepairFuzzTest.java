package lectern.recorder.session;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.recorder.archive.IndexRow;
import lectern.recorder.archive.JournalLine;
import lectern.recorder.archive.PartIndex;
import lectern.recorder.codec.MediaFormat;
import lectern.recorder.fmp4.BoxScanner;
import lectern.recorder.fmp4.Fragment;
import lectern.recorder.fmp4.InitSegment;

/**
 * A part and its index as a crash or a broken disk may leave them: two bytes say how long the index is, then both. After a
 * repair the index is about whole fragments one after the other, and a second repair changes nothing.
 */
class RepairFuzzTest extends FuzzTarget {
    private static final JournalLine.Part PART = new JournalLine.Part("3-0", 3, "3-0.mp4", "vp8", 320, 180, 90_000, 17);

    private final Path media;
    private final Path index;

    RepairFuzzTest() {
        try {
            // Every repair forces its files: in memory where there is such a file system.
            Path memory = Path.of("/dev/shm");
            Path folder = Files.isWritable(memory)
                    ? Files.createTempDirectory(memory, "repair")
                    : Files.createTempDirectory("repair");
            media = folder.resolve("3-0.mp4");
            index = PartIndex.beside(media);
            // Backwards when the machine ends: files first.
            folder.toFile().deleteOnExit();
            media.toFile().deleteOnExit();
            index.toFile().deleteOnExit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected List<byte[]> seeds() {
        ByteBuffer file = ByteBuffer.allocate(3_000).put(InitSegment.of(new MediaFormat.Vp8(320, 180)));
        ByteBuffer rows = ByteBuffer.allocate(10 * IndexRow.SIZE);
        Fragment fragment = new Fragment();
        long time = 0;
        for (int i = 0; i < 3; i++) {
            for (int sample = 0; sample <= i; sample++) {
                fragment.add(new byte[] {1, 2, 3}, 3, sample == 0);
                fragment.setLastDuration(3_000);
            }
            int offset = file.position();
            fragment.write(file, i + 1, time);
            int micros = (int) (fragment.duration() * 100 / 9);
            new IndexRow(17 + time * 100 / 9, offset, fragment.size(), micros, i + 1, true).write(rows);
            time += fragment.duration();
            fragment.clear();
        }
        byte[] index = Arrays.copyOf(rows.array(), rows.position());
        byte[] whole = Arrays.copyOf(file.array(), file.position());
        return List.of(
                input(index, whole),
                input(new byte[0], whole),
                input(Arrays.copyOf(index, 40), whole),
                input(index, Arrays.copyOf(whole, whole.length - 9)));
    }

    private static byte[] input(byte[] index, byte[] file) {
        return ByteBuffer.allocate(2 + index.length + file.length)
                .putShort((short) index.length)
                .put(index)
                .put(file)
                .array();
    }

    @Override
    protected int mutations() {
        return 2_000;
    }

    /** Nothing is believed of a size before the file is known to have it. */
    @Override
    protected long allocation(int inputLength) {
        return 512 * 1024 + 512L * inputLength;
    }

    @Override
    protected void execute(byte[] input) {
        int length = input.length < 2 ? 0 : Math.min((input[0] & 0xff) << 8 | (input[1] & 0xff), input.length - 2);
        int start = Math.min(2, input.length);
        try {
            Files.write(index, Arrays.copyOfRange(input, start, start + length));
            Files.write(media, Arrays.copyOfRange(input, start + length, input.length));
            PartRepair.repair(media, PART);
            check(input.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void check(int inputLength) throws IOException {
        if (!Files.exists(media)) {
            Promise.that(!Files.exists(index), "an index without its part");
            return;
        }
        byte[] rows = Files.readAllBytes(index);
        Promise.that(rows.length > 0 && rows.length % IndexRow.SIZE == 0, "an index of " + rows.length + " bytes");
        long size = Files.size(media);
        Promise.that(size <= inputLength, "a part that grew");
        try (FileChannel file = FileChannel.open(media)) {
            BoxScanner scanner = new BoxScanner(file);
            ByteBuffer in = ByteBuffer.wrap(rows);
            Optional<Long> at = scanner.mediaStart();
            Promise.that(at.isPresent(), "a part without a beginning");
            long next = at.orElse(0L);
            while (in.hasRemaining()) {
                IndexRow row = IndexRow.read(in);
                Promise.that(row.offset() == next && row.length() > 0, "rows with a hole");
                next = row.endOffset();
            }
            Promise.that(next == size, "rows to " + next + " of " + size);
        }
        byte[] bytes = Files.readAllBytes(media);
        PartRepair.repair(media, PART);
        boolean same =
                Arrays.equals(bytes, Files.readAllBytes(media)) && Arrays.equals(rows, Files.readAllBytes(index));
        Promise.that(same, "the second repair changes something");
    }
}
