package lectern.recorder.link;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and tracks as the frames that went out made them: what a recorder that comes back must be told before what
 * waits in the ring. Confined to the link's thread.
 */
final class Announcements implements FrameCodec.Sink {
    private final Map<String, Opened> sessions = new LinkedHashMap<>();
    private final Map<Integer, Control.TrackOpen> tracks = new LinkedHashMap<>();

    private static final class Opened {
        private final byte[] header;
        private @Nullable Long endMicros;

        Opened(byte[] header) {
            this.header = header;
        }
    }

    /** A frame went out. */
    @Override
    public void frame(int type, int track, long classMicros, byte[] buffer, int offset, int length) {
        switch (type) {
            case FrameType.SESSION_OPEN -> {
                byte[] header = Arrays.copyOfRange(buffer, offset, offset + length);
                Control.readSessionOpen(buffer, offset, length)
                        .ifPresent(session -> sessions.put(session.id(), new Opened(header)));
            }
            case FrameType.SESSION_END ->
                Control.readSessionEnd(buffer, offset, length).ifPresent(id -> ending(id, classMicros));
            case FrameType.TRACK_OPEN ->
                Control.readTrackOpen(buffer, offset, length).ifPresent(open -> tracks.put(track, open));
            case FrameType.TRACK_CLOSE -> tracks.remove(track);
            default -> {}
        }
    }

    /** The recorder answered, or will not: the session need not be announced again. */
    void ended(String session) {
        sessions.remove(session);
        tracks.values().removeIf(track -> track.session().equals(session));
    }

    /** Frames that bring a recorder to where the last one was. */
    List<byte[]> replay() {
        List<byte[]> frames = new ArrayList<>();
        sessions.values().forEach(session -> frames.add(frame(FrameType.SESSION_OPEN, 0, 0, session.header)));
        tracks.forEach((number, open) -> frames.add(frame(
                FrameType.TRACK_OPEN,
                number,
                0,
                Control.trackOpen(new Control.TrackOpen(open.session(), open.track(), true)))));
        sessions.forEach((id, session) -> Optional.ofNullable(session.endMicros)
                .ifPresent(end -> frames.add(frame(FrameType.SESSION_END, 0, end, Control.sessionEnd(id)))));
        return frames;
    }

    private void ending(String id, long classMicros) {
        Opened session = sessions.get(id);
        if (session != null) {
            session.endMicros = classMicros;
            tracks.values().removeIf(track -> track.session().equals(id));
        }
    }

    static byte[] frame(int type, int track, long classMicros, byte[] payload) {
        ByteBuffer out = ByteBuffer.allocate(FrameCodec.size(payload.length));
        FrameCodec.write(out, type, track, classMicros, payload);
        return out.array();
    }
}
