package lectern.recorder.track;

import java.nio.file.Path;
import java.util.Objects;
import lectern.recorder.link.RecorderLink;

/**
 * Which track, and where it stands.
 *
 * @param id within the session
 * @param firstPart number of the next part: more than 0 when the session is taken up again
 * @param endMicros class time of the end of what earlier parts hold
 */
public record TrackIdentity(
        int id, RecorderLink.TrackHeader header, Path sessionDirectory, int firstPart, long endMicros) {
    Path folder() {
        return sessionDirectory.resolve("tracks").resolve(header.subject());
    }

    int clockRate() {
        return header.clockRate();
    }

    boolean audio() {
        return header.codec().equals("opus");
    }

    /** Whether packets of this source go into this track. */
    public boolean of(RecorderLink.TrackHeader source) {
        return header.subject().equals(source.subject())
                && header.kind().equals(source.kind())
                && Objects.equals(header.layer(), source.layer())
                && header.clockRate() == source.clockRate();
    }
}
