package lectern.bridge.conference;

import lectern.bridge.VideoCodec;
import lectern.bridge.sdp.PayloadType;

/** Which codec cameras and screens are sent in: the wished one while everybody takes it, VP8 otherwise. */
final class CodecChoice {
    /** Somebody who loads the page again must not make everybody switch twice. */
    static final long RETURN_NANOS = 10_000_000_000L;

    private final VideoCodec wished;
    private VideoCodec inForce;
    private boolean refused;
    private long refusedAt;

    CodecChoice(VideoCodec wished) {
        this.wished = wished;
        inForce = wished;
    }

    VideoCodec inForce() {
        return inForce;
    }

    /**
     * Looks at who is there.
     *
     * @return whether another codec is in force now
     */
    boolean review(Iterable<Endpoint> endpoints, long now) {
        if (wished == VideoCodec.VP8) {
            return false;
        }
        VideoCodec next = inForce;
        if (somebodyRefuses(endpoints)) {
            refused = true;
            refusedAt = now;
            next = VideoCodec.VP8;
        } else if (!refused || now - refusedAt >= RETURN_NANOS) {
            next = wished;
        }
        boolean changed = next != inForce;
        inForce = next;
        return changed;
    }

    private static boolean somebodyRefuses(Iterable<Endpoint> endpoints) {
        for (Endpoint endpoint : endpoints) {
            if (endpoint.answered() && !endpoint.takes(PayloadType.H264)) {
                return true;
            }
        }
        return false;
    }
}
