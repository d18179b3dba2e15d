package lectern.recorder.track;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import lectern.recorder.archive.JournalLine;
import lectern.recorder.codec.Frame;
import lectern.recorder.codec.MediaFormat;
import lectern.recorder.fmp4.Fragment;
import lectern.recorder.sync.ClassTimeMap;
import org.jspecify.annotations.Nullable;

/** Writes frames into fragments, fragments into parts, and what is not written into gaps. */
final class TrackWriter {
    /** A fragment is full; a kill loses this much and what waits in the reorder buffer. */
    private static final long FULL_MICROS = 1_000_000;
    /** A keyframe begins a new fragment once the one before has this much. */
    private static final long KEYFRAME_CUT_MICROS = 500_000;
    /** A fragment with no end in sight is written after this time. */
    private static final long IDLE_MICROS = 1_500_000;
    /** A frame is shown for longer only if its successor does not come. */
    private static final long MAX_SAMPLE_MICROS = 1_000_000;

    private static final int FULL_BYTES = 512 << 10;
    private static final int MAX_PARTS = 1000;
    private static final long SYNC_MICROS = 60_000_000;

    private final TrackIdentity track;
    private final Resources resources;
    private final TrackLog log;
    private final ClassTimeMap map;
    private final Gaps gaps;
    private final Fragment fragment = new Fragment();

    private int parts;
    private @Nullable PartFile part;
    private @Nullable MediaFormat format;
    private long originTicks;
    private long fragmentTicks;
    private long fragmentArrival;
    private long lastTicks;
    private long estimate;
    private long endMicros;
    private long syncedAt;

    TrackWriter(TrackIdentity track, Resources resources, TrackLog log, ClassTimeMap map, Gaps gaps) {
        this.track = track;
        this.resources = resources;
        this.log = log;
        this.map = map;
        this.gaps = gaps;
        this.parts = track.firstPart();
        this.endMicros = track.endMicros();
        this.estimate = track.clockRate() / 15;
    }

    /** Whether the next frame begins a part, which it can only as a keyframe. */
    boolean beginsPart() {
        return part == null && fragment.samples() == 0;
    }

    /** Class time of the end of what was written. */
    long endMicros() {
        return endMicros;
    }

    /**
     * Adds a frame.
     *
     * @return whether it was taken: not while the disk does not write, nor beyond the limit of parts
     */
    boolean append(Frame frame, long ticks) {
        if (format != null && !format.equals(frame.format())) {
            endPart();
        }
        closeSample(frame, ticks);
        if (beginsPart() && parts >= MAX_PARTS) {
            gaps.open(endMicros, "overrun");
            return false;
        }
        if (blocked() || !take(frame.length())) {
            endPart();
            gaps.open(endMicros, "disk");
            return false;
        }
        if (fragment.samples() == 0) {
            fragmentTicks = ticks;
            fragmentArrival = frame.arrivalMicros();
        }
        format = frame.format();
        fragment.add(frame.data(), frame.length(), frame.keyframe());
        fragment.setLastDuration((int) (frame.duration() > 0 ? frame.duration() : estimate));
        lastTicks = ticks;
        return true;
    }

    /** Writes what was begun too long ago. */
    void tick(long nowMicros) {
        if (fragment.samples() > 0 && nowMicros - fragmentArrival >= IDLE_MICROS) {
            flush();
        }
    }

    /** Writes what is there; the next frame begins a fragment. */
    void flush() {
        MediaFormat described = format;
        if (fragment.samples() == 0 || described == null) {
            return;
        }
        map.step(fragmentTicks);
        long start = Math.max(map.classMicros(fragmentTicks), endMicros);
        try {
            if (blocked()) {
                abandon(start);
            } else {
                write(described, start);
                resources.trouble().wrote();
            }
        } catch (IOException e) {
            resources.trouble().failed(e, resources.nanoTime());
            abandon(start);
        } finally {
            resources.allowance().give(fragment.bytes());
            fragment.clear();
        }
    }

    /** The disk does not write, and is not to be asked yet. */
    boolean blocked() {
        return !resources.trouble().mayWrite(resources.nanoTime());
    }

    /** Writes what is there and closes the part; the next frame begins another. */
    void endPart() {
        flush();
        if (part != null) {
            part.close();
            part = null;
        }
        format = null;
    }

    /** Ends the part at a gap; a track that was cut too often goes on in the same one. */
    void cut() {
        if (parts < MAX_PARTS) {
            endPart();
        } else {
            flush();
        }
    }

    /** The frame before lasts until this one, unless that is too long; then the fragment may be full. */
    private void closeSample(Frame frame, long ticks) {
        if (fragment.samples() == 0) {
            return;
        }
        long delta = ticks - lastTicks;
        boolean pause = delta > ticks(MAX_SAMPLE_MICROS);
        if (frame.duration() == 0 && !pause) {
            estimate = Math.max(delta, track.clockRate() / 120);
            fragment.setLastDuration((int) delta);
        }
        boolean full = fragment.duration() >= ticks(FULL_MICROS) || fragment.bytes() + frame.length() > FULL_BYTES;
        boolean cut = frame.duration() == 0 && frame.keyframe() && fragment.duration() >= ticks(KEYFRAME_CUT_MICROS);
        if (pause || full || cut) {
            flush();
        }
    }

    private boolean take(int bytes) {
        if (resources.allowance().take(bytes)) {
            return true;
        }
        flush();
        return resources.allowance().take(bytes);
    }

    private void write(MediaFormat described, long start) throws IOException {
        PartFile file = part;
        if (file == null) {
            file = create(described, start);
            part = file;
        }
        ByteBuffer bytes = resources.scratch(fragment.size());
        fragment.write(bytes, file.nextSequenceNumber(), fragmentTicks - originTicks);
        PartFile.IndexTimes times = PartFile.IndexTimes.of(start, fragment, described.timescale());
        file.append(bytes.flip(), times, fragment.samples(), fragment.startsWithKeyframe());
        gaps.close(start);
        endMicros = start + times.durationMicros();
        if (start - syncedAt >= SYNC_MICROS) {
            sync(start);
        }
    }

    private PartFile create(MediaFormat described, long start) throws IOException {
        String id = track.id() + "-" + parts;
        Path path = track.folder().resolve(id + ".mp4");
        PartFile file = PartFile.create(resources.disk(), path, described);
        try {
            log.part(new JournalLine.Part(
                    id,
                    track.id(),
                    track.sessionDirectory().relativize(path).toString(),
                    described.codec(),
                    described.width(),
                    described.height(),
                    described.timescale(),
                    start));
        } catch (IOException e) {
            file.discard();
            throw e;
        }
        parts++;
        originTicks = fragmentTicks;
        sync(start);
        return file;
    }

    private void sync(long start) {
        log.note(new JournalLine.Sync(track.id(), fragmentTicks, start));
        syncedAt = start;
    }

    private void abandon(long start) {
        gaps.open(start, "disk");
        if (part != null) {
            part.close();
            part = null;
        }
        format = null;
    }

    private long ticks(long micros) {
        return micros * track.clockRate() / 1_000_000;
    }
}
