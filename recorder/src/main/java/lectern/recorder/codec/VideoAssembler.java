package lectern.recorder.codec;

import org.jspecify.annotations.Nullable;

/**
 * What VP8 and H.264 share: a frame is the packets of one timestamp up to the marker, and after a loss nothing counts
 * until the next keyframe.
 */
final class VideoAssembler {
    private final Depacketizer.Sink sink;
    private final FrameBuffer buffer;

    private boolean open;
    private boolean keyframe;
    private int timestamp;
    private long arrivalMicros;
    private boolean awaitingKeyframe = true;
    private long malformed;

    VideoAssembler(Allowance allowance, Depacketizer.Sink sink) {
        this.buffer = new FrameBuffer(allowance);
        this.sink = sink;
    }

    /** Whether a frame with this timestamp is being put together. */
    boolean openAt(int rtpTimestamp) {
        return open && timestamp == rtpTimestamp;
    }

    boolean open() {
        return open;
    }

    void begin(int rtpTimestamp, long arrival) {
        open = true;
        keyframe = false;
        timestamp = rtpTimestamp;
        arrivalMicros = arrival;
        buffer.clear();
    }

    FrameBuffer buffer() {
        return buffer;
    }

    void markKeyframe() {
        keyframe = true;
    }

    boolean keyframe() {
        return keyframe;
    }

    /** Ends the frame; with no format (none known yet, or the frame made no sense) it is dropped. */
    void end(@Nullable MediaFormat format) {
        open = false;
        if (format == null || buffer.overflown()) {
            malformed++;
            needKeyframe(arrivalMicros);
        } else if (awaitingKeyframe && !keyframe) {
            sink.keyframeNeeded(arrivalMicros);
        } else {
            awaitingKeyframe = false;
            sink.frame(new Frame(format, timestamp, arrivalMicros, keyframe, buffer.bytes(), buffer.length(), 0));
        }
        buffer.clear();
    }

    /** Ends a frame with nothing in it, as one of parameter sets only. */
    void abandon() {
        open = false;
        buffer.clear();
    }

    /** Drops what is there; frames count again from the next keyframe. */
    void broken() {
        open = false;
        buffer.clear();
        awaitingKeyframe = true;
    }

    /** A packet that makes no sense: the chain of frames is broken. */
    void nonsense(long arrival) {
        malformed++;
        needKeyframe(arrival);
    }

    /** A packet of a frame whose beginning is not there. */
    void stray(long arrival) {
        if (!awaitingKeyframe) {
            malformed++;
        }
        needKeyframe(arrival);
    }

    long malformed() {
        return malformed;
    }

    private void needKeyframe(long arrival) {
        broken();
        sink.keyframeNeeded(arrival);
    }
}
