package lectern.recorder.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/** A part's index file, as far as its rows are whole and their fragments in the media file. */
public final class PartIndex {
    private PartIndex() {}

    /** The index beside a media file: {@code .mp4} becomes {@code .idx}. */
    public static Path beside(Path media) {
        String name = media.getFileName().toString();
        return media.resolveSibling(name.substring(0, name.length() - ".mp4".length()) + ".idx");
    }

    /** All usable rows as they stand in the file; none for a file that is not there. */
    public static byte[] rows(Path media) throws IOException {
        try {
            long size = Files.size(media);
            byte[] bytes = Files.readAllBytes(beside(media));
            int usable = bytes.length / IndexRow.SIZE;
            while (usable > 0 && row(bytes, usable - 1).endOffset() > size) {
                usable--;
            }
            return Arrays.copyOf(bytes, usable * IndexRow.SIZE);
        } catch (NoSuchFileException missing) {
            return new byte[0];
        }
    }

    /** The last usable row, without reading the others. */
    public static Optional<IndexRow> last(Path media) throws IOException {
        try (FileChannel index = FileChannel.open(beside(media), StandardOpenOption.READ)) {
            long size = Files.size(media);
            for (long count = index.size() / IndexRow.SIZE; count > 0; count--) {
                ByteBuffer bytes = ByteBuffer.allocate(IndexRow.SIZE);
                if (index.read(bytes, (count - 1) * IndexRow.SIZE) == IndexRow.SIZE) {
                    IndexRow row = IndexRow.read(bytes.flip());
                    if (row.endOffset() <= size) {
                        return Optional.of(row);
                    }
                }
            }
            return Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    static IndexRow row(byte[] rows, int number) {
        return IndexRow.read(ByteBuffer.wrap(rows, number * IndexRow.SIZE, IndexRow.SIZE));
    }
}
