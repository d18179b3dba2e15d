package lectern.recorder.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lectern.recorder.link.Control;
import lectern.recorder.link.FrameType;
import lectern.recorder.link.LinkServer;
import lectern.recorder.link.RecorderLink;
import lectern.recorder.track.Resources;
import lectern.recorder.track.TrackRecorder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recorder: every session of the sender, fed from the link. */
public final class SessionHost implements LinkServer.Handler {
    private static final Logger LOG = LoggerFactory.getLogger(SessionHost.class);
    private static final int MAX_SESSIONS = 64;
    private static final int MAX_TRACKS = 2000;
    private static final int MAX_GAP_REASON = 64;
    /** A sender that does not come back in this time has left its sessions to be finished. */
    private static final long ABANDONED_NANOS = 60_000_000_000L;

    private final Path root;
    private final Resources resources;
    private final LinkServer server;
    private final Endings endings;
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, RecorderLink.SessionHeader> unopened = new LinkedHashMap<>();
    private final Map<Integer, LinkTrack> tracks = new HashMap<>();
    private final Set<String> announcedSessions = new HashSet<>();
    private final Set<Integer> announcedTracks = new HashSet<>();
    private final RecoveryQueue recovery;

    private String link = "";
    private boolean announcing;
    private long connectedAt;
    private long retryAt;
    private @Nullable String toldProblem;

    public SessionHost(Path root, Resources resources, LinkServer server) {
        this.root = root;
        this.resources = resources;
        this.server = server;
        this.endings = new Endings(resources.disk(), server);
        this.recovery = new RecoveryQueue(root, resources.disk(), server);
        this.connectedAt = resources.nanoTime();
    }

    @Override
    public void connected(String name) {
        if (!name.equals(link)) {
            closeAllTracks();
            link = name;
        }
        announcing = true;
        announcedSessions.clear();
        announcedTracks.clear();
        toldProblem = null;
    }

    /** A mistake of ours with one track's frame costs that track, not the others. */
    @Override
    public void frame(int type, int track, long classMicros, byte[] buffer, int offset, int length) {
        try {
            dispatch(type, track, classMicros, buffer, offset, length);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("type", type)
                    .addKeyValue("track", track)
                    .setCause(e)
                    .log("A track is given up");
            tracks.remove(track);
        }
    }

    private void dispatch(int type, int track, long classMicros, byte[] buffer, int offset, int length) {
        switch (type) {
            case FrameType.RTP -> rtp(track, classMicros, buffer, offset, length);
            case FrameType.SENDER_REPORT -> senderReport(track, buffer, offset, length);
            case FrameType.GAP -> recorder(track).ifPresent(TrackRecorder::overrun);
            case FrameType.SESSION_OPEN ->
                Control.readSessionOpen(buffer, offset, length).ifPresent(this::openSession);
            case FrameType.SESSION_END ->
                Control.readSessionEnd(buffer, offset, length).ifPresent(id -> endSession(id, classMicros));
            case FrameType.TRACK_OPEN ->
                Control.readTrackOpen(buffer, offset, length).ifPresent(open -> openTrack(track, open));
            case FrameType.TRACK_CLOSE -> closeTrack(track, classMicros, buffer, offset, length);
            case FrameType.PING -> announced();
            default -> {}
        }
    }

    @Override
    public void tick(boolean connected) {
        long now = resources.nanoTime();
        List.copyOf(sessions.values()).forEach(this::tick);
        if (connected) {
            connectedAt = now;
        } else if (now - connectedAt > ABANDONED_NANOS) {
            finishAll();
        }
        if (now - retryAt >= 0 && resources.trouble().mayWrite(now)) {
            retryAt = now + 1_000_000_000L;
            List.copyOf(unopened.values()).forEach(this::openSession);
            endings.retry();
        }
        IOException failure = resources.disk().takeFailure();
        if (failure != null) {
            resources.trouble().failed(failure, now);
        }
        recovery.turn(now, this::inUse);
        tellState();
    }

    private void tick(Session session) {
        try {
            session.tick();
        } catch (RuntimeException e) {
            String id = session.header().id();
            LOG.atError().addKeyValue("session", id).setCause(e).log("A session is given up; recovery will finish it");
            sessions.remove(id);
            tracks.values().removeIf(track -> track.announced().session().equals(id));
        }
    }

    /** Ends every session, as far as the disk lets; the caller then closes the disk, which waits for it. */
    public void finishAll() {
        for (Session session : List.copyOf(sessions.values())) {
            end(session, session.now());
        }
        unopened.clear();
        tracks.clear();
    }

    private void rtp(int track, long classMicros, byte[] buffer, int offset, int length) {
        LinkTrack to = tracks.get(track);
        if (to == null) {
            return;
        }
        Session session = sessions.get(to.announced().session());
        TrackRecorder recorder = to.recorder();
        if (session != null && recorder != null) {
            session.seen(classMicros);
            recorder.rtp(buffer, offset, length, classMicros);
        }
    }

    private void senderReport(int track, byte[] buffer, int offset, int length) {
        if (length >= 12) {
            ByteBuffer report = ByteBuffer.wrap(buffer, offset, length);
            long ntp = report.getLong();
            int rtp = report.getInt();
            recorder(track).ifPresent(to -> to.senderReport(ntp, rtp));
        }
    }

    private void openSession(RecorderLink.SessionHeader header) {
        announcedSessions.add(header.id());
        if (sessions.containsKey(header.id()) || sessions.size() >= MAX_SESSIONS) {
            return;
        }
        try {
            sessions.put(header.id(), Session.open(resources, root, header));
            resources.trouble().wrote();
            unopened.remove(header.id());
            LOG.atInfo().addKeyValue("session", header.id()).log("A session is being recorded");
            attachTracks(header.id());
        } catch (IOException e) {
            resources.trouble().failed(e, resources.nanoTime());
            unopened.put(header.id(), header);
        } catch (IllegalArgumentException | NullPointerException broken) {
            LOG.atError().addKeyValue("session", header.id()).setCause(broken).log("The session's journal is broken");
        }
    }

    private void attachTracks(String session) {
        for (Map.Entry<Integer, LinkTrack> entry : List.copyOf(tracks.entrySet())) {
            LinkTrack track = entry.getValue();
            if (track.recorder() == null && track.announced().session().equals(session)) {
                tracks.remove(entry.getKey());
                openTrack(entry.getKey(), track.announced());
            }
        }
    }

    private void openTrack(int number, Control.TrackOpen open) {
        announcedTracks.add(number);
        if (tracks.containsKey(number) || tracks.size() >= MAX_TRACKS) {
            return;
        }
        Session session = sessions.get(open.session());
        TrackRecorder recorder = session == null
                ? null
                : session.track(open.track(), () -> server.send(FrameType.KEYFRAME, number, new byte[0]))
                        .orElse(null);
        tracks.put(number, new LinkTrack(open, recorder));
    }

    private void closeTrack(int number, long classMicros, byte[] buffer, int offset, int length) {
        LinkTrack track = tracks.remove(number);
        TrackRecorder recorder = track == null ? null : track.recorder();
        if (recorder != null) {
            String reason = new String(buffer, offset, Math.min(length, MAX_GAP_REASON), StandardCharsets.UTF_8);
            recorder.close(classMicros, reason);
        }
    }

    private void endSession(String id, long classMicros) {
        Session session = sessions.get(id);
        if (session != null) {
            end(session, classMicros);
        } else if (unopened.remove(id) != null) {
            endings.refuse(id, Objects.requireNonNullElse(resources.trouble().problem(), "The session never began."));
        } else {
            endings.answerAgain(id);
        }
    }

    private void end(Session session, long classMicros) {
        String id = session.header().id();
        sessions.remove(id);
        tracks.values().removeIf(track -> track.announced().session().equals(id));
        session.end(classMicros);
        endings.begin(session);
    }

    /** The sender's first ping comes after all that it has open: what it did not name is over. */
    private void announced() {
        if (!announcing) {
            return;
        }
        announcing = false;
        for (Map.Entry<Integer, LinkTrack> entry : List.copyOf(tracks.entrySet())) {
            TrackRecorder recorder = entry.getValue().recorder();
            if (!announcedTracks.contains(entry.getKey())) {
                tracks.remove(entry.getKey());
                if (recorder != null) {
                    recorder.close(now(entry.getValue()), "recorder");
                }
            }
        }
        for (Session session : new ArrayList<>(sessions.values())) {
            if (!announcedSessions.contains(session.header().id())) {
                end(session, session.now());
            }
        }
        recovery.begin();
    }

    private void closeAllTracks() {
        for (LinkTrack track : tracks.values()) {
            TrackRecorder recorder = track.recorder();
            if (recorder != null) {
                recorder.close(now(track), "recorder");
            }
        }
        tracks.clear();
    }

    private long now(LinkTrack track) {
        Session session = sessions.get(track.announced().session());
        return session == null ? 0 : session.now();
    }

    private Optional<TrackRecorder> recorder(int number) {
        LinkTrack track = tracks.get(number);
        return track == null ? Optional.empty() : Optional.ofNullable(track.recorder());
    }

    private boolean inUse(Path directory) {
        return endings.inUse(directory)
                || sessions.values().stream()
                        .anyMatch(session -> session.directory().equals(directory))
                || unopened.values().stream()
                        .anyMatch(header -> root.resolve(header.directory()).equals(directory));
    }

    private void tellState() {
        String problem = resources.trouble().problem();
        if (!Objects.equals(problem, toldProblem)) {
            toldProblem = problem;
            server.send(FrameType.STATE, 0, Control.state(problem));
        }
    }
}
