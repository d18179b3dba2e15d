package lectern.recorder.link;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The recorder as seen from the process that carries the media. No method blocks or throws for a missing recorder:
 * while it is away, media is dropped and counted, and open sessions and tracks are announced again when it is back,
 * with a keyframe wanted for each video track. All times are class time: microseconds since the session's start on the
 * server's monotonic clock. Any thread may call.
 */
public interface RecorderLink extends AutoCloseable {
    /** Announces a session; its directory is made by the recorder. */
    void openSession(SessionHeader session);

    /**
     * Announces a track of an open session.
     *
     * @return the track's number on this link, for the calls below
     */
    int openTrack(String session, TrackHeader track);

    /** One RTP packet; copied before this returns. */
    void rtp(int track, long classMicros, byte[] buffer, int offset, int length);

    /** A sender report (RFC 3550 §6.4.1): ties the track's RTP clock to its sender's wall clock. */
    void senderReport(int track, long classMicros, long ntpTimestamp, int rtpTimestamp);

    /** No more packets; the reason is kept with the gap that follows. */
    void closeTrack(int track, long classMicros, String reason);

    /**
     * Ends a session: the recorder writes out what it holds.
     *
     * @return completes when everything is on disk and {@code session.json} is final; exceptionally with
     *     {@link java.io.IOException} when the recorder could not, or did not answer in 10 s (the session is then
     *     finished by recovery at the recorder's next start)
     */
    CompletableFuture<Void> endSession(String session, long classMicros);

    LinkState state();

    @Override
    void close();

    /** Told on the link's threads. */
    interface Listener {
        void keyframeWanted(int track);

        void stateChanged(LinkState state);
    }

    /**
     * How the recorder is.
     *
     * @param connected frames go out
     * @param droppedPackets since the link was made
     * @param problem the recorder's own sentence when it cannot write (a full disk), else null
     */
    record LinkState(
            boolean connected,
            long droppedPackets,
            @Nullable String problem) {}

    /**
     * A session to record.
     *
     * @param id 1 to 64 characters of {@code [A-Za-z0-9_-]}
     * @param directory below the recorder's root, {@code tenant/class/session}: three to five segments of the same
     *     characters
     * @param startedAtEpochMicros wall clock of class time 0
     */
    record SessionHeader(String id, String directory, long startedAtEpochMicros) {
        public SessionHeader {
            Names.require(Names.ID, id);
            Names.require(Names.DIRECTORY, directory);
        }
    }

    /**
     * A track of one subject.
     *
     * @param subject person, 1 to 64 characters of {@code [A-Za-z0-9_-]}
     * @param kind {@code mic}, {@code camera}, {@code screen} or {@code screen-audio}
     * @param layer simulcast RID, null without simulcast
     * @param codec {@code opus}, {@code VP8} or {@code H264}
     * @param clockRate Hz
     */
    record TrackHeader(
            String subject, String kind, @Nullable String layer, String codec, int clockRate) {
        public TrackHeader {
            Names.require(Names.ID, subject);
            Names.require(Names.KIND, kind);
            if (layer != null) {
                Names.require(Names.LAYER, layer);
            }
            Names.require(Names.CODEC, codec);
            if (clockRate < 8_000 || clockRate > 96_000) {
                throw new IllegalArgumentException("clock rate " + clockRate);
            }
        }
    }
}
