package lectern.recorder.link;

import lectern.recorder.codec.KeyframeStart;
import lectern.recorder.jitter.RtpView;

/** A track on the sender's side: what of it is dropped while the ring is full. Guarded by the outbox's lock. */
final class Lane {
    private static final long ASK_NANOS = 1_000_000_000L;

    private final int track;
    private final String session;
    private final String codec;
    private final boolean video;
    private final RtpView view = new RtpView();
    private int dropped;
    private long droppedFrom;
    private long askedAt;

    Lane(int track, String session, RecorderLink.TrackHeader header) {
        this.track = track;
        this.session = session;
        this.codec = header.codec();
        this.video = !header.codec().equals("opus");
    }

    int track() {
        return track;
    }

    String session() {
        return session;
    }

    boolean video() {
        return video;
    }

    boolean dropping() {
        return dropped > 0;
    }

    /** Whether a decoder can go on from this packet after what was dropped. */
    boolean resumesAt(byte[] buffer, int offset, int length) {
        return !video || (view.parse(buffer, offset, length) && KeyframeStart.is(codec, view));
    }

    void drop(long classMicros) {
        if (dropped == 0) {
            droppedFrom = classMicros;
        }
        dropped++;
    }

    int takeDropped() {
        int count = dropped;
        dropped = 0;
        return count;
    }

    long droppedFrom() {
        return droppedFrom;
    }

    /** Whether to ask for a keyframe now: once a second while one is all that is missing. */
    boolean ask(long nowNanos) {
        if (dropping() && video && nowNanos - askedAt >= ASK_NANOS) {
            askedAt = nowNanos;
            return true;
        }
        return false;
    }
}
