package lectern.recordings;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;
import lectern.bridge.Tap;
import lectern.classroom.ClassClock;
import lectern.recorder.link.RecorderLink;

/**
 * Hands a conference's tapped packets to the recorder's link, in class time. Runs on the conference's media loop, but for
 * {@link #recording} and {@link #end}.
 */
final class SessionTap implements Tap {
    private final SessionRecording recording;
    private final RecorderLink link;
    private final RecorderNews news;
    private final ClassClock clock;
    private final IntConsumer requestKeyframe;
    private final Map<Integer, Integer> linkTracks = new HashMap<>();
    private volatile boolean on;
    private volatile boolean ended;

    SessionTap(SessionRecording recording, RecorderLink link, RecorderNews news, IntConsumer requestKeyframe) {
        this.recording = recording;
        this.link = link;
        this.news = news;
        this.clock = recording.session().clock();
        this.requestKeyframe = requestKeyframe;
    }

    /** Whether the class records; says why a track ends. */
    void recording(boolean nowOn) {
        on = nowOn;
    }

    /** What still comes is too late. */
    void end() {
        ended = true;
    }

    @Override
    public void opened(Track track) {
        if (ended) {
            return;
        }
        recording.open();
        int linkTrack = link.openTrack(
                recording.session().id(),
                new RecorderLink.TrackHeader(
                        track.endpoint(),
                        track.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        track.layer(),
                        track.codec(),
                        track.clockRate()));
        linkTracks.put(track.id(), linkTrack);
        news.opened(linkTrack, () -> requestKeyframe.accept(track.id()));
    }

    @Override
    public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {
        Integer linkTrack = linkTracks.get(track);
        if (linkTrack != null && !ended) {
            link.rtp(linkTrack, clock.micros(arrivalNanos), buffer, offset, length);
        }
    }

    @Override
    public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {
        Integer linkTrack = linkTracks.get(track);
        if (linkTrack != null && !ended) {
            link.senderReport(linkTrack, clock.micros(arrivalNanos), ntpTimestamp, rtpTimestamp);
        }
    }

    @Override
    public void closed(int track, String reason) {
        Integer linkTrack = linkTracks.remove(track);
        if (linkTrack == null) {
            return;
        }
        news.closed(linkTrack);
        if (!ended) {
            // The bridge sees only that its table changed; that recording was switched off is known here.
            String why = reason.equals("audience") && !on ? "stopped" : reason;
            link.closeTrack(linkTrack, clock.micros(), why);
        }
    }
}
