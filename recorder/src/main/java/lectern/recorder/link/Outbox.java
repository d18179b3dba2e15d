package lectern.recorder.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits to be sent, and what is not let in when too much waits: packets of a video track up to its next keyframe
 * first, audio last, what opens and closes never. Any thread may call; no call waits for more than a copy.
 */
final class Outbox {
    /** Shares of the ring in eighths: video stops here, and begins again there. */
    private static final int VIDEO_STOP = 7;

    private static final int VIDEO_RESUME = 5;
    private static final int RESERVED_FOR_CONTROL = 256 << 10;

    /** Below it the shares would not be in order. */
    private static final int MIN_CAPACITY = 16 * RESERVED_FOR_CONTROL;

    private final Object lock = new Object();
    private final FrameRing ring = new FrameRing();
    private final long capacity;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private long dropped;

    Outbox(int capacity) {
        this.capacity = Math.max(capacity, MIN_CAPACITY);
    }

    void openSession(byte[] payload) {
        synchronized (lock) {
            ring.add(FrameType.SESSION_OPEN, 0, 0, payload, 0, payload.length);
        }
    }

    void open(int track, String session, RecorderLink.TrackHeader header, byte[] announcement) {
        synchronized (lock) {
            lanes.put(track, new Lane(track, session, header));
            ring.add(FrameType.TRACK_OPEN, track, 0, announcement, 0, announcement.length);
        }
    }

    void close(int track, long classMicros, byte[] reason) {
        synchronized (lock) {
            Lane lane = lanes.remove(track);
            if (lane != null) {
                tellDropped(lane);
                ring.add(FrameType.TRACK_CLOSE, track, classMicros, reason, 0, reason.length);
            }
        }
    }

    void endSession(String session, long classMicros) {
        byte[] payload = Control.sessionEnd(session);
        synchronized (lock) {
            lanes.values().removeIf(lane -> lane.session().equals(session));
            ring.add(FrameType.SESSION_END, 0, classMicros, payload, 0, payload.length);
        }
    }

    void rtp(int track, long classMicros, byte[] buffer, int offset, int length) {
        synchronized (lock) {
            Lane lane = lanes.get(track);
            if (lane == null) {
                return;
            }
            if (!admits(lane, buffer, offset, length)) {
                lane.drop(classMicros);
                dropped++;
                return;
            }
            tellDropped(lane);
            ring.add(FrameType.RTP, track, classMicros, buffer, offset, length);
        }
    }

    void senderReport(int track, long classMicros, byte[] report) {
        synchronized (lock) {
            if (lanes.containsKey(track) && ring.bytes() < capacity - RESERVED_FOR_CONTROL) {
                ring.add(FrameType.SENDER_REPORT, track, classMicros, report, 0, report.length);
            }
        }
    }

    /** Moves whole frames into the buffer, as many as fit. */
    void drain(ByteBuffer to) {
        synchronized (lock) {
            ring.drain(to);
        }
    }

    boolean idle() {
        synchronized (lock) {
            return ring.bytes() == 0 && lanes.isEmpty();
        }
    }

    long dropped() {
        synchronized (lock) {
            return dropped;
        }
    }

    /** Tracks whose packets are dropped until a keyframe comes, now that there is room for it. */
    List<Integer> keyframesWanted(long nowNanos) {
        synchronized (lock) {
            if (dropped == 0 || ring.bytes() > capacity / 8 * VIDEO_RESUME) {
                return List.of();
            }
            List<Integer> wanted = new ArrayList<>();
            for (Lane lane : lanes.values()) {
                if (lane.ask(nowNanos)) {
                    wanted.add(lane.track());
                }
            }
            return wanted;
        }
    }

    /** All video tracks that are open. */
    List<Integer> videoTracks() {
        synchronized (lock) {
            return lanes.values().stream().filter(Lane::video).map(Lane::track).toList();
        }
    }

    private boolean admits(Lane lane, byte[] buffer, int offset, int length) {
        if (length > FrameCodec.MAX_PAYLOAD) {
            return false;
        }
        long after = ring.bytes() + FrameCodec.size(length);
        if (!lane.video()) {
            return after <= capacity - RESERVED_FOR_CONTROL;
        }
        if (!lane.dropping()) {
            return after <= capacity / 8 * VIDEO_STOP;
        }
        return after <= capacity / 8 * VIDEO_RESUME && lane.resumesAt(buffer, offset, length);
    }

    private void tellDropped(Lane lane) {
        if (lane.dropping()) {
            long from = lane.droppedFrom();
            byte[] payload = new byte[12];
            ByteBuffer.wrap(payload).putInt(lane.takeDropped()).putLong(from);
            ring.add(FrameType.GAP, lane.track(), from, payload, 0, payload.length);
        }
    }
}
