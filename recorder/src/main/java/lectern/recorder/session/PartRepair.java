package lectern.recorder.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lectern.recorder.archive.IndexRow;
import lectern.recorder.archive.JournalLine;
import lectern.recorder.archive.PartIndex;
import lectern.recorder.fmp4.BoxScanner;

/**
 * Cuts a part's media file after its last whole fragment and makes the index agree. Rows are believed where they form an
 * unbroken chain, but for the last ones, whose fragments are read again.
 */
final class PartRepair {
    /** More fragments than are written between two times that files are forced to the disk. */
    private static final int DOUBTFUL_ROWS = 16;

    private final JournalLine.Part part;
    private final BoxScanner scanner;
    private final List<IndexRow> rows = new ArrayList<>();
    private long end;

    private PartRepair(JournalLine.Part part, BoxScanner scanner) {
        this.part = part;
        this.scanner = scanner;
    }

    static void repair(Path media, JournalLine.Part part) throws IOException {
        Path index = PartIndex.beside(media);
        byte[] written = PartIndex.rows(media);
        Optional<Long> start;
        PartRepair repair;
        try (FileChannel file = FileChannel.open(media, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            BoxScanner scanner = new BoxScanner(file);
            start = scanner.mediaStart();
            repair = new PartRepair(part, scanner);
            if (start.isPresent()) {
                repair.end = start.get();
                repair.believe(written);
                repair.scan();
                file.truncate(repair.end);
                file.force(true);
            }
        }
        if (repair.rows.isEmpty()) {
            Files.delete(media);
            Files.deleteIfExists(index);
        } else {
            repair.writeIndex(index);
        }
    }

    private void believe(byte[] written) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(written);
        int count = written.length / IndexRow.SIZE;
        for (int i = 0; i < count; i++) {
            IndexRow row = IndexRow.read(bytes);
            boolean follows = row.offset() == end && row.length() > 0;
            if (!follows || (i >= count - DOUBTFUL_ROWS && !agrees(row))) {
                return;
            }
            rows.add(row);
            end = row.endOffset();
        }
    }

    private boolean agrees(IndexRow row) throws IOException {
        Optional<BoxScanner.Found> found = scanner.fragment(row.offset());
        return found.isPresent()
                && found.get().length() == row.length()
                && found.get().samples() == row.samples()
                && found.get().keyframe() == row.keyframe();
    }

    /** Finds fragments beyond the rows; their class time goes on from the last row as media time does. */
    private void scan() throws IOException {
        long anchorClass = part.start();
        long anchorTicks = 0;
        if (!rows.isEmpty()) {
            IndexRow last = rows.get(rows.size() - 1);
            Optional<BoxScanner.Found> fragment = scanner.fragment(last.offset());
            anchorClass = last.classMicros();
            anchorTicks = fragment.map(BoxScanner.Found::decodeTime).orElse(0L);
        }
        Optional<BoxScanner.Found> found = scanner.fragment(end);
        while (found.isPresent()) {
            BoxScanner.Found fragment = found.get();
            IndexRow row = new IndexRow(
                    anchorClass + micros(fragment.decodeTime() - anchorTicks),
                    fragment.offset(),
                    fragment.length(),
                    (int) micros(fragment.duration()),
                    fragment.samples(),
                    fragment.keyframe());
            rows.add(row);
            end = row.endOffset();
            found = scanner.fragment(end);
        }
    }

    private long micros(long ticks) {
        return ticks * 1_000_000 / part.timescale();
    }

    private void writeIndex(Path index) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(rows.size() * IndexRow.SIZE);
        rows.forEach(row -> row.write(bytes));
        bytes.flip();
        try (FileChannel file = FileChannel.open(index, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes, bytes.position());
            }
            file.truncate(rows.size() * (long) IndexRow.SIZE);
            file.force(true);
        }
    }
}
