package lectern.recorder.track;

import lectern.recorder.archive.JournalLine;
import lectern.recorder.codec.Depacketizer;
import lectern.recorder.codec.Frame;
import lectern.recorder.codec.OpusPacket;
import lectern.recorder.jitter.ReorderBuffer;
import lectern.recorder.jitter.RtpView;
import lectern.recorder.jitter.Unwrapper;
import lectern.recorder.sync.ClassTimeMap;
import lectern.recorder.sync.SenderClock;

/** Records one track: takes its packets, asks for keyframes, and leaves parts, gaps and index rows. */
public final class TrackRecorder implements ReorderBuffer.Sink, Depacketizer.Sink {
    private static final long REORDER_MICROS = 200_000;
    private static final long PAUSE_MICROS = 2_000_000;
    /** RTP time and arrival this far apart since the frame before: the sender's clock began anew. */
    private static final long JUMP_MICROS = 5_000_000;

    /** Why time without media is so when no packet is missing: nothing was sent. */
    private static final String NONE = "paused";

    private final TrackIdentity track;
    private final Resources resources;
    private final TrackLog log;
    private final KeyframeRequests keyframes;
    private final ClassTimeMap map;
    private final Gaps gaps;
    private final TrackWriter writer;
    private final ReorderBuffer order;
    private final Unwrapper timestamps = Unwrapper.timestamp();
    private final RtpView view = new RtpView();

    private String codec;
    private Depacketizer depacketizer;
    private boolean open;
    private boolean started;
    private int ssrc;
    private String lossReason = NONE;
    private boolean overrun;
    private boolean running;
    private long lastTicks;
    private long nextTicks;
    private long lastArrival;
    private byte lastToc;
    private long malformed;

    /** Records into new parts from {@link #reopen} on. */
    public TrackRecorder(TrackIdentity track, Resources resources, TrackLog log, SenderClock sender) {
        this.track = track;
        this.resources = resources;
        this.log = log;
        this.codec = track.header().codec();
        this.map = new ClassTimeMap(track.clockRate(), sender);
        this.gaps = new Gaps(track.id(), log);
        this.writer = new TrackWriter(track, resources, log, map, gaps);
        this.order = new ReorderBuffer(track.audio() ? 16 : 64, REORDER_MICROS, this);
        this.keyframes = new KeyframeRequests(track.header());
        this.depacketizer = Depacketizer.of(codec, resources.allowance(), this);
    }

    public TrackIdentity identity() {
        return track;
    }

    public boolean open() {
        return open;
    }

    /** The track is known from before, and lacks media since then for this reason. */
    public void resume(String reason) {
        gaps.open(writer.endMicros(), reason);
    }

    public void rtp(byte[] buffer, int offset, int length, long arrivalMicros) {
        if (!open || !view.parse(buffer, offset, length)) {
            malformed++;
            return;
        }
        if (started && view.ssrc() != ssrc) {
            restart();
            gap();
        }
        started = true;
        ssrc = view.ssrc();
        order.offer(view, arrivalMicros);
    }

    /** A sender report; nothing before the first frame. */
    public void senderReport(long ntp, int rtpTimestamp) {
        if (running) {
            map.report(timestamps.peek(rtpTimestamp), ntp);
        }
    }

    /** Packets were dropped on their way here: what is missing next is missing for that. */
    public void overrun() {
        overrun = true;
    }

    public void tick(long nowMicros) {
        order.expire(nowMicros);
        writer.tick(nowMicros);
        if (!track.audio() && running && nowMicros - lastArrival < PAUSE_MICROS) {
            keyframes.tick(nowMicros);
        }
    }

    /** Writes what is there; after this, only {@link #reopen} and {@link #end} are of use. */
    public void close(long nowMicros, String reason) {
        if (open) {
            restart();
            open = false;
            gaps.open(writer.endMicros(), reason);
            log.note(new JournalLine.Closed(track.id(), nowMicros, reason));
        }
    }

    /**
     * Packets come from now on, with numbers of their own, in this codec; {@code keyframeWanted} asks the sender for one.
     */
    public void reopen(String codecName, Runnable keyframeWanted) {
        codec = codecName;
        depacketizer = Depacketizer.of(codec, resources.allowance(), this);
        keyframes.ask(keyframeWanted);
        open = true;
    }

    /** The session ends: writes everything, and the gap up to the end if one is open. */
    public void end(long nowMicros) {
        if (open) {
            restart();
            open = false;
        }
        gaps.close(nowMicros);
    }

    /** Packets and frames that were no sense, came twice or too late. */
    public long dropped() {
        return malformed + depacketizer.malformed() + order.dropped();
    }

    @Override
    public void packet(RtpView packet, long arrivalMicros) {
        depacketizer.packet(packet, arrivalMicros);
    }

    @Override
    public void lost(int packets) {
        if (lossReason.equals(NONE)) {
            lossReason = overrun ? "overrun" : "loss";
        }
        overrun = false;
        depacketizer.lost();
    }

    @Override
    public void frame(Frame frame) {
        long ticks = timestamps.unwrap(frame.timestamp());
        if (running && jumped(ticks, frame.arrivalMicros())) {
            writer.endPart();
            gap();
            map.restart();
            running = false;
        }
        map.arrived(ticks, frame.arrivalMicros());
        if (frame.duration() > 0) {
            audio(frame, ticks);
        } else {
            video(frame, ticks);
        }
        lastArrival = frame.arrivalMicros();
    }

    @Override
    public void keyframeNeeded(long arrivalMicros) {
        if (running) {
            writer.flush();
            gap();
        }
        keyframes.request(arrivalMicros);
    }

    private void audio(Frame frame, long ticks) {
        if (running) {
            long missing = ticks - nextTicks;
            if (missing < 0) {
                malformed++;
                return;
            }
            if (missing > OpusPacket.MAX_DURATION) {
                pause(true);
            } else if (!writer.beginsPart()) {
                conceal(frame, (int) missing);
            }
        }
        running = true;
        lossReason = NONE;
        lastToc = frame.data()[0];
        writer.append(frame, ticks);
        lastTicks = ticks;
        nextTicks = ticks + frame.duration();
    }

    private void video(Frame frame, long ticks) {
        if (running && ticks <= lastTicks) {
            malformed++;
            return;
        }
        if (frame.keyframe()) {
            keyframes.came(frame.arrivalMicros());
        }
        if (running && ticks - lastTicks > PAUSE_MICROS * track.clockRate() / 1_000_000) {
            pause(frame.keyframe());
        }
        if (!frame.keyframe() && writer.beginsPart()) {
            if (!writer.blocked()) {
                keyframes.request(frame.arrivalMicros());
            }
            return;
        }
        running = true;
        lastTicks = ticks;
        lossReason = NONE;
        writer.append(frame, ticks);
    }

    /** Longer than can be bridged: the part ends if the next frame can begin one. */
    private void pause(boolean cut) {
        if (cut) {
            writer.cut();
        } else {
            writer.flush();
        }
        map.loosen();
        gap();
    }

    /** Nothing was written since the last frame: because of a loss, or because nothing was sent. */
    private void gap() {
        gaps.open(writer.endMicros(), lossReason);
    }

    /** Fills lost audio with packets that a decoder conceals. */
    private void conceal(Frame next, int missing) {
        byte toc = OpusPacket.concealment(lastToc);
        byte[] packet = {toc};
        for (int left = missing; left > 0; ) {
            int duration = Math.min(left, OpusPacket.frameDuration(toc));
            Frame filler =
                    new Frame(next.format(), next.timestamp() - left, next.arrivalMicros(), true, packet, 1, duration);
            writer.append(filler, nextTicks);
            nextTicks += duration;
            left -= duration;
        }
    }

    /** Releases what waits and begins anew: another SSRC, or the end. */
    private void restart() {
        order.flush();
        order.restart();
        writer.endPart();
        timestamps.reset();
        map.restart();
        depacketizer.lost();
        depacketizer = Depacketizer.of(codec, resources.allowance(), this);
        running = false;
        started = false;
    }

    private boolean jumped(long ticks, long arrivalMicros) {
        long media = (ticks - lastTicks) * 1_000_000 / track.clockRate();
        return Math.abs(media - (arrivalMicros - lastArrival)) > JUMP_MICROS;
    }
}
