package lectern.bench.peer;

import java.util.Random;
import lectern.bridge.rtp.Bytes;

/**
 * Frames that look like VP8 to a forwarder: payload descriptors with picture id and TL0PICIDX (RFC 7741 §4.2), the frame
 * tag and, in keyframes, start code and size (RFC 6386 §9.1). A browser could not decode them.
 */
final class VideoSource {
    private static final int DESCRIPTOR = 6;
    private static final int MAX_PAYLOAD = 1_150;
    private static final int TAG = 3;
    private static final int KEYFRAME_HEADER = 10;
    /** A keyframe is this many times an average frame. */
    private static final int KEYFRAME_FACTOR = 5;

    private final OutgoingStream stream;
    private final Random random;
    private final int sender;
    private final char source;
    private final int frameBytes;
    private final long interval;
    private final byte[] payload = new byte[MAX_PAYLOAD + DESCRIPTOR];
    private int pictureId;
    private int tl0PicIdx;
    private long next;
    private boolean keyframe = true;
    volatile boolean on = true;
    long keyframes;

    VideoSource(OutgoingStream stream, int sender, char source, int kbps, int fps, Random random, long now) {
        this.stream = stream;
        this.random = random;
        this.sender = sender;
        this.source = source;
        frameBytes = Math.max(60, kbps * 125 / fps);
        interval = 1_000_000_000L / fps;
        next = now + random.nextInt((int) interval);
        pictureId = random.nextInt(0x8000);
        random.nextBytes(payload);
    }

    /** The first frame is due within one interval. */
    void begin(long now) {
        next = now + random.nextInt((int) interval);
    }

    OutgoingStream stream() {
        return stream;
    }

    void keyframe() {
        keyframe = true;
    }

    void tick(long now) {
        while (now - next >= 0) {
            if (on) {
                frame(now);
            }
            next += interval;
        }
    }

    private void frame(long now) {
        boolean key = keyframe;
        keyframe = false;
        keyframes += key ? 1 : 0;
        pictureId = (pictureId + 1) & 0x7FFF;
        tl0PicIdx = (tl0PicIdx + 1) & 0xFF;
        int left = key ? KEYFRAME_FACTOR * frameBytes : frameBytes / 2 + random.nextInt(frameBytes);
        left = Math.max(left, KEYFRAME_HEADER + MediaStamp.LENGTH);
        int timestamp = stream.timestamp(now);
        boolean first = true;
        while (left > 0) {
            int size = Math.max(Math.min(left, MAX_PAYLOAD), KEYFRAME_HEADER + MediaStamp.LENGTH);
            left -= size;
            packet(first, key, size, left <= 0, timestamp, now);
            first = false;
        }
    }

    private void packet(boolean first, boolean key, int size, boolean last, int timestamp, long now) {
        payload[0] = (byte) (0x80 | (first ? 0x10 : 0));
        payload[1] = (byte) 0xE0;
        Bytes.put16(payload, 2, 0x8000 | pictureId);
        payload[4] = (byte) tl0PicIdx;
        payload[5] = 0x20;
        int at = DESCRIPTOR;
        if (first) {
            at += header(key);
        }
        MediaStamp.write(payload, at, sender, source, now);
        stream.send(last, timestamp, payload, DESCRIPTOR + size, -1, now);
    }

    /** The frame tag: P bit 0 for keyframes, version 0, shown. */
    private int header(boolean key) {
        payload[DESCRIPTOR] = (byte) (key ? 0x10 : 0x11);
        payload[DESCRIPTOR + 1] = 2;
        payload[DESCRIPTOR + 2] = 0;
        if (!key) {
            return TAG;
        }
        payload[DESCRIPTOR + 3] = (byte) 0x9D;
        payload[DESCRIPTOR + 4] = 0x01;
        payload[DESCRIPTOR + 5] = 0x2A;
        boolean low = source == 'l';
        little(DESCRIPTOR + 6, low ? 320 : 640);
        little(DESCRIPTOR + 8, low ? 180 : 360);
        return KEYFRAME_HEADER;
    }

    private void little(int at, int value) {
        payload[at] = (byte) value;
        payload[at + 1] = (byte) (value >>> 8);
    }

    /** Where the stamp is in a payload of ours, after the descriptor. */
    static int stampOffset(byte[] b, int descriptor, int payload, boolean keyframeStart) {
        boolean start = (b[payload] & 0x10) != 0 && (b[payload] & 0x07) == 0;
        return descriptor + (keyframeStart ? KEYFRAME_HEADER : start ? TAG : 0);
    }
}
