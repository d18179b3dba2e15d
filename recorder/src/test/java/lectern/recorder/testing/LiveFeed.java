package lectern.recorder.testing;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import lectern.recorder.link.RecorderLink;

/** Sends a camera and a microphone in real time until stopped; a wanted keyframe comes with the next frame. */
public final class LiveFeed implements AutoCloseable {
    private final RecorderLink link;
    private final int camera;
    private final int microphone;
    private final List<byte[]> frames;
    private final List<byte[]> packets;
    private final long startNanos = System.nanoTime();
    private final AtomicBoolean keyframe = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "feed");
    private volatile long worstLagMicros;
    private volatile boolean stopped;

    /** The frames' keyframes are those at multiples of 30. */
    public LiveFeed(RecorderLink link, int camera, int microphone, List<byte[]> frames, List<byte[]> packets) {
        this.link = link;
        this.camera = camera;
        this.microphone = microphone;
        this.frames = frames;
        this.packets = packets;
        thread.start();
    }

    public void keyframeWanted() {
        keyframe.set(true);
    }

    /** Class time now. */
    public long classMicros() {
        return (System.nanoTime() - startNanos) / 1000;
    }

    /** How far behind its time this thread was at worst: a measure of how starved the machine is. */
    public long worstLagMicros() {
        return worstLagMicros;
    }

    private void run() {
        int nextFrame = 0;
        int videoSequence = 0;
        for (int tick = 0; !stopped; tick++) {
            LockSupport.parkNanos(startNanos + tick * 20_000_000L - System.nanoTime());
            long now = tick * 20_000L;
            worstLagMicros = Math.max(worstLagMicros, classMicros() - now);
            byte[] audio = packets.get(tick % packets.size());
            byte[] packet = RtpStream.packet(tick, tick * 960, 1, false, audio);
            link.rtp(microphone, now, packet, 0, packet.length);
            if (tick % 3 == 0) {
                nextFrame = keyframe.getAndSet(false) ? 0 : nextFrame;
                RtpStream video = new RtpStream(2, videoSequence).vp8(frames.get(nextFrame), tick * 1800L, now);
                video.packets().forEach(it -> link.rtp(camera, now, it.bytes(), 0, it.bytes().length));
                videoSequence = video.nextSequence();
                nextFrame = (nextFrame + 1) % frames.size();
            }
        }
    }

    @Override
    public void close() {
        stopped = true;
        RecorderFixture.await(() -> !thread.isAlive());
    }
}
