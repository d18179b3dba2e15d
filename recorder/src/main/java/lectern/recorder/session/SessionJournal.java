package lectern.recorder.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import lectern.recorder.archive.JournalFormat;
import lectern.recorder.archive.JournalLine;
import lectern.recorder.disk.AppendFile;
import lectern.recorder.track.Resources;
import lectern.recorder.track.TrackLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Appends to {@code journal.ndjson}; what the disk does not take now waits, in order. */
final class SessionJournal implements TrackLog {
    private static final Logger LOG = LoggerFactory.getLogger(SessionJournal.class);
    private static final int MAX_WAITING = 20_000;

    private final Resources resources;
    private final AppendFile file;
    private final ArrayDeque<JournalLine> waiting = new ArrayDeque<>();

    SessionJournal(Resources resources, AppendFile file) {
        this.resources = resources;
        this.file = file;
    }

    /** The first line, without which there is no session. */
    void begin(JournalLine.Session line) throws IOException {
        write(line);
    }

    @Override
    public void part(JournalLine.Part part) throws IOException {
        writeWaiting();
        write(part);
    }

    @Override
    public void note(JournalLine line) {
        if (waiting.size() == MAX_WAITING) {
            LOG.atError()
                    .addKeyValue("line", waiting.poll())
                    .log("The journal waits too long: its oldest line is lost");
        }
        waiting.add(line);
        retry();
    }

    /** Tries to write what waits; whether nothing waits any more. */
    boolean retry() {
        long now = resources.nanoTime();
        if (!waiting.isEmpty() && resources.trouble().mayWrite(now)) {
            try {
                writeWaiting();
            } catch (IOException e) {
                resources.trouble().failed(e, now);
            }
        }
        return waiting.isEmpty();
    }

    void close() {
        resources.disk().retire(file);
    }

    private void writeWaiting() throws IOException {
        for (JournalLine line = waiting.peek(); line != null; line = waiting.peek()) {
            write(line);
            waiting.remove();
        }
    }

    private void write(JournalLine line) throws IOException {
        file.append(ByteBuffer.wrap((JournalFormat.write(line) + '\n').getBytes(StandardCharsets.UTF_8)));
    }
}
