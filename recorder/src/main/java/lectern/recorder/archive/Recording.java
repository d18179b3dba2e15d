package lectern.recorder.archive;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a session's directory holds.
 *
 * @param complete the recorder ended the session (or recovery did): nothing will be added
 * @param endMicros class time of the last sample of any track, 0 for an empty recording
 */
public record Recording(
        String session, long startedAtEpochMicros, boolean complete, long endMicros, List<Track> tracks) {
    public Recording {
        tracks = List.copyOf(tracks);
    }

    /**
     * One source of one subject.
     *
     * @param id unique within the recording
     * @param kind {@code mic}, {@code camera}, {@code screen} or {@code screen-audio}
     * @param layer simulcast RID, null without simulcast
     */
    public record Track(
            int id, String subject, String kind, @Nullable String layer, List<Part> parts, List<Gap> gaps) {
        public Track {
            parts = List.copyOf(parts);
            gaps = List.copyOf(gaps);
        }
    }

    /**
     * One file: constant codec and initialisation segment.
     *
     * @param id unique within the recording, {@code <track>-<n>}
     * @param file path below the session's directory
     * @param codec WebCodecs string: {@code vp8}, {@code avc1.42e01f}, {@code opus}
     * @param width pixels, 0 for audio
     * @param height pixels, 0 for audio
     * @param timescale ticks in a second, the RTP clock
     * @param startMicros class time of the first sample
     * @param endMicros class time of the last sample's end
     * @param bytes length of the file as far as it is whole
     */
    public record Part(
            String id,
            String file,
            String codec,
            int width,
            int height,
            int timescale,
            long startMicros,
            long endMicros,
            long bytes) {}

    /**
     * Time without media.
     *
     * @param reason {@code loss}, {@code overrun} (dropped before the recorder), {@code recorder} (the recorder was
     *     away), {@code left}, {@code audience}, {@code stopped}, {@code disk}
     */
    public record Gap(long fromMicros, long toMicros, String reason) {}
}
