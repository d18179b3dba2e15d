package lectern.bridge.forward;

/**
 * When to ask one stream for a keyframe: at once, then every half second until one comes, never more often. A mere change
 * of quality waits for a second after the last request.
 */
public final class KeyframeRequest {
    private static final long INTERVAL_NANOS = 500_000_000L;

    private boolean wanted;
    private boolean patient;
    private long sentAt = Long.MIN_VALUE / 2;
    private long keyframeAt = Long.MIN_VALUE / 2;

    /** Somebody needs one; requests before the next keyframe are one request. */
    public void ask() {
        wanted = true;
        patient = false;
    }

    /** Somebody who has a picture of it would like another one. */
    public void askPatiently() {
        patient |= !wanted;
        wanted = true;
    }

    public void cancel() {
        wanted = false;
    }

    public boolean due(long now) {
        return wanted && now - sentAt >= (patient ? 2 * INTERVAL_NANOS : INTERVAL_NANOS);
    }

    public void sent(long now) {
        sentAt = now;
    }

    public void arrived(long now) {
        wanted = false;
        patient = false;
        keyframeAt = now;
    }

    /** When the last keyframe came. */
    public long keyframeAt() {
        return keyframeAt;
    }
}
