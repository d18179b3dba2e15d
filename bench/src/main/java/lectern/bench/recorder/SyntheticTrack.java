package lectern.bench.recorder;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import lectern.recorder.link.RecorderLink;

/** Packets with the headers of Opus or VP8 and noise behind them. */
final class SyntheticTrack {
    private static final int MTU = 1100;
    private static final int FRAMES_PER_SECOND = 15;
    private static final int KEYFRAME_FACTOR = 4;
    private static final int OPUS_BYTES = 80;

    private final RecorderLink link;
    private final int number;
    private final int frameBytes;
    private final byte[] noise = new byte[64 << 10];
    private final byte[] packet = new byte[1500];
    private final AtomicBoolean keyframe = new AtomicBoolean(true);
    private int sequence;
    private long frames;

    private SyntheticTrack(RecorderLink link, int number, int frameBytes) {
        this.link = link;
        this.number = number;
        this.frameBytes = frameBytes;
        new Random(number).nextBytes(noise);
    }

    static SyntheticTrack microphone(RecorderLink link, String session, String subject) {
        return new SyntheticTrack(
                link, link.openTrack(session, new RecorderLink.TrackHeader(subject, "mic", null, "opus", 48_000)), 0);
    }

    static SyntheticTrack camera(RecorderLink link, String session, String subject, String layer, int kbps) {
        return new SyntheticTrack(
                link,
                link.openTrack(session, new RecorderLink.TrackHeader(subject, "camera", layer, "VP8", 90_000)),
                kbps * 1000 / 8 / FRAMES_PER_SECOND);
    }

    int number() {
        return number;
    }

    void keyframe() {
        keyframe.set(true);
    }

    /** What is due at this class time, which advances by 20 ms. */
    void send(long classMicros, OfferTimes times) {
        if (frameBytes == 0) {
            byte opus20Millis = (byte) 0x78;
            noise[0] = opus20Millis;
            offer(classMicros, classMicros * 48 / 1000, false, 0, OPUS_BYTES, times);
        } else if (frames * 1_000_000 / FRAMES_PER_SECOND <= classMicros) {
            frame(classMicros, frames * 90_000 / FRAMES_PER_SECOND, times);
            frames++;
        }
        if (classMicros % 1_000_000 == 0) {
            long ntp = (classMicros / 1_000_000 + 3_900_000_000L) << 32;
            int rtp = (int) (frameBytes == 0 ? classMicros * 48 / 1000 : classMicros * 90 / 1000);
            link.senderReport(number, classMicros, ntp, rtp);
        }
    }

    private void frame(long classMicros, long timestamp, OfferTimes times) {
        boolean key = keyframe.getAndSet(false);
        int bytes = key ? frameBytes * KEYFRAME_FACTOR : frameBytes;
        for (int at = 0; at < bytes; at += MTU) {
            int length = Math.min(MTU, bytes - at);
            ByteBuffer head = ByteBuffer.wrap(noise);
            head.put((byte) (at == 0 ? 0x10 : 0));
            if (at == 0) {
                head.put((byte) (key ? 0 : 1))
                        .putShort((short) 0)
                        .put((byte) 0x9d)
                        .put((byte) 1)
                        .put((byte) 0x2a);
                head.put((byte) 64).put((byte) 1).put((byte) 180).put((byte) 0);
            }
            offer(classMicros, timestamp, at + length == bytes, 0, length, times);
        }
    }

    private void offer(long classMicros, long timestamp, boolean marker, int from, int length, OfferTimes times) {
        ByteBuffer out = ByteBuffer.wrap(packet);
        out.put((byte) 0x80).put((byte) (marker ? 0xe0 : 0x60)).putShort((short) sequence++);
        out.putInt((int) timestamp).putInt(number).put(noise, from, length);
        long before = System.nanoTime();
        link.rtp(number, classMicros, packet, 0, out.position());
        times.add(System.nanoTime() - before);
    }
}
