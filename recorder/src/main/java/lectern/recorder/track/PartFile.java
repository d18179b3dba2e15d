package lectern.recorder.track;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import lectern.recorder.archive.IndexRow;
import lectern.recorder.archive.PartIndex;
import lectern.recorder.codec.MediaFormat;
import lectern.recorder.disk.AppendFile;
import lectern.recorder.disk.Disk;
import lectern.recorder.fmp4.Fragment;
import lectern.recorder.fmp4.InitSegment;

/** The two files of a part being written. They agree at every moment but within a call. */
final class PartFile {
    private final Disk disk;
    private final AppendFile media;
    private final AppendFile index;
    private int fragments;

    private PartFile(Disk disk, AppendFile media, AppendFile index) {
        this.disk = disk;
        this.media = media;
        this.index = index;
    }

    /** Makes both files and writes the initialisation segment; leaves nothing behind when that fails. */
    static PartFile create(Disk disk, Path path, MediaFormat format) throws IOException {
        AppendFile media = disk.open(path);
        AppendFile index;
        try {
            index = disk.open(PartIndex.beside(path));
        } catch (IOException e) {
            disk.retire(media);
            Files.deleteIfExists(path);
            throw e;
        }
        PartFile part = new PartFile(disk, media, index);
        try {
            media.truncate(0);
            index.truncate(0);
            media.append(InitSegment.of(format));
        } catch (IOException e) {
            part.discard();
            throw e;
        }
        return part;
    }

    void append(ByteBuffer fragment, IndexTimes times, int samples, boolean keyframe) throws IOException {
        long before = media.length();
        int length = fragment.remaining();
        media.append(fragment);
        IndexRow row = new IndexRow(times.classMicros(), before, length, times.durationMicros(), samples, keyframe);
        ByteBuffer bytes = ByteBuffer.allocate(IndexRow.SIZE);
        row.write(bytes);
        try {
            index.append(bytes.flip());
        } catch (IOException e) {
            media.truncate(before);
            throw e;
        }
        fragments++;
    }

    /** The number of the next fragment, from 1 (ISO/IEC 14496-12 §8.8.5). */
    int nextSequenceNumber() {
        return fragments + 1;
    }

    void close() {
        disk.retire(media);
        disk.retire(index);
    }

    /** Closes, and removes the files when nothing was written. */
    void discard() throws IOException {
        close();
        if (fragments == 0) {
            Files.deleteIfExists(media.path());
            Files.deleteIfExists(index.path());
        }
    }

    /** Where a fragment stands in class time. */
    record IndexTimes(long classMicros, int durationMicros) {
        static IndexTimes of(long classMicros, Fragment fragment, int timescale) {
            return new IndexTimes(classMicros, (int) (fragment.duration() * 1_000_000 / timescale));
        }
    }
}
