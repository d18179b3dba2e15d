package lectern.bench.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;

/** What a peer sends, and both directions' RTCP; {@link Reception} has what comes. */
final class PeerMedia {
    private static final long REPORTS = Duration.ofSeconds(1).toNanos();
    private static final long FEEDBACK = Duration.ofMillis(20).toNanos();
    /** Transport-wide feedback as often as browsers give it. */
    private static final long TRANSPORT_FEEDBACK = Duration.ofMillis(50).toNanos();

    private static final int MAX_RTCP = 1_200;

    private final SyntheticPeer peer;
    private final PeerListener listener;
    private final Datagrams out;
    private final Random random = new Random();
    private final Publishing publishing;
    private final List<OutgoingStream> streams = new ArrayList<>();
    private final List<VideoSource> camera = new ArrayList<>();
    private final Reception reception = new Reception();
    private final RtcpReader reader = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter();
    private final byte[] rtcp = new byte[MAX_RTCP + SrtpSession.SLACK];
    private @Nullable AudioSource microphone;
    private @Nullable VideoSource screen;
    private @Nullable SrtpSession srtp;
    private boolean open;
    private long nextReports;
    private long nextFeedback;
    private long nextTransportFeedback;
    private long sent;
    private long refused;
    private double loss;
    private int sample = 1;

    /** Where datagrams go. */
    interface Datagrams {
        void send(byte[] buffer, int offset, int length);
    }

    PeerMedia(SyntheticPeer peer, Publishing publishing, PeerListener listener, Datagrams out) {
        this.peer = peer;
        this.publishing = publishing;
        this.listener = listener;
        this.out = out;
        long now = System.nanoTime();
        if (publishing.microphone()) {
            OutgoingStream stream = stream("mic", "", PayloadType.OPUS);
            microphone = new AudioSource(stream, peer.number(), publishing.audioLevel(), now);
        }
        if (publishing.lowKbps() > 0) {
            camera.add(video("cam", "l", 'l', publishing.lowKbps(), now));
        }
        if (publishing.highKbps() > 0) {
            camera.add(video("cam", "h", 'h', publishing.highKbps(), now));
        }
        if (publishing.screenKbps() > 0) {
            screen = video("scr", "", 's', publishing.screenKbps(), now);
        }
    }

    private VideoSource video(String mid, String rid, char source, int kbps, long now) {
        OutgoingStream stream = stream(mid, rid, PayloadType.VP8);
        return new VideoSource(stream, peer.number(), source, kbps, publishing.fps(), random, now);
    }

    private OutgoingStream stream(String mid, String rid, int payloadType) {
        OutgoingStream stream = new OutgoingStream(this::protect, mid, rid, payloadType, random);
        streams.add(stream);
        return stream;
    }

    List<LocalSession.Stream> sending() {
        return streams.stream().map(OutgoingStream::described).toList();
    }

    boolean publishes() {
        return !streams.isEmpty();
    }

    void joined(RemoteSession session) {
        reception.slots(session, System.nanoTime());
        if (session.transportCc()) {
            OutgoingStream.TransportNumbers numbers = new OutgoingStream.TransportNumbers();
            streams.forEach(stream -> stream.numbered(numbers));
        }
    }

    /** The path is open; without a session packets go as they are. */
    void begin(@Nullable SrtpSession session, long now) {
        srtp = session;
        open = true;
        nextReports = now + REPORTS / 10;
        if (microphone != null) {
            microphone.begin(now + random.nextInt(20_000_000));
        }
        camera.forEach(layer -> layer.begin(now));
        if (screen != null) {
            screen.begin(now);
        }
    }

    void publish(boolean mic, boolean cam, boolean shared) {
        if (microphone != null) {
            microphone.on = mic;
        }
        for (VideoSource layer : camera) {
            layer.on = cam;
            layer.keyframe();
        }
        if (screen != null) {
            screen.on = shared;
            screen.keyframe();
        }
    }

    void level(int level) {
        if (microphone != null) {
            microphone.level = level;
        }
    }

    void loss(double part) {
        loss = part;
    }

    void sample(int oneIn) {
        sample = oneIn;
    }

    void tick(long now) {
        if (microphone != null) {
            microphone.tick(now);
        }
        for (int i = 0; i < camera.size(); i++) {
            camera.get(i).tick(now);
        }
        if (screen != null) {
            screen.tick(now);
        }
        if (now - nextReports >= 0) {
            nextReports = now + REPORTS;
            reports(now);
        }
        if (now - nextFeedback >= 0) {
            nextFeedback = now + FEEDBACK;
            writer.begin(rtcp, 0, MAX_RTCP);
            reception.nacks(writer, ownSsrc(), now);
            protectRtcp(writer.length());
        }
        if (now - nextTransportFeedback >= 0) {
            nextTransportFeedback = now + TRANSPORT_FEEDBACK;
            protectRtcp(reception.transportFeedback(rtcp, ownSsrc()));
        }
    }

    private void protect(byte[] buffer, int length) {
        SrtpSession session = srtp;
        int size = !open ? -1 : session == null ? length : session.protect(buffer, 0, length);
        if (size > 0) {
            sent++;
            if (loss == 0 || random.nextDouble() >= loss) {
                out.send(buffer, 0, size);
            }
        }
    }

    /** A server without SRTP gets no RTCP either. */
    private void protectRtcp(int length) {
        SrtpSession session = srtp;
        int size = session == null || length == 0 ? -1 : session.protectRtcp(rtcp, 0, length);
        if (size > 0) {
            out.send(rtcp, 0, size);
        }
    }

    /** A sender report of each stream, and one report on what comes. */
    private void reports(long now) {
        writer.begin(rtcp, 0, MAX_RTCP);
        for (OutgoingStream stream : streams) {
            if (stream.active()) {
                stream.report(writer, now);
            }
        }
        writer.receiverReport(ownSsrc());
        reception.blocks(writer, now);
        protectRtcp(writer.length());
    }

    private int ownSsrc() {
        return streams.isEmpty() ? 1 : streams.get(0).ssrc();
    }

    void pli(String mid) {
        IncomingSlot slot = reception.slot(mid);
        if (slot != null) {
            writer.begin(rtcp, 0, MAX_RTCP).pli(ownSsrc(), slot.ssrc);
            protectRtcp(writer.length());
        }
    }

    void receive(byte[] buffer, int length, long now) {
        if (!open || length < 12) {
            return;
        }
        int type = buffer[1] & 0xFF;
        if (type >= 192 && type < 224) {
            SrtpSession session = srtp;
            int size = session == null ? length : session.unprotectRtcp(buffer, 0, length);
            if (size > 0) {
                control(buffer, size, now);
            } else {
                refused++;
            }
        } else if (loss == 0 || random.nextDouble() >= loss) {
            packet(buffer, length, now);
        }
    }

    private void packet(byte[] buffer, int length, long now) {
        SrtpSession session = srtp;
        if (sample > 1 && reception.counted(buffer, length, sample, now)) {
            return;
        }
        int size = session == null ? length : session.unprotect(buffer, 0, length);
        Reception.Outcome outcome = size <= 0 ? Reception.Outcome.UNKNOWN : reception.received(buffer, size, now);
        if (outcome == Reception.Outcome.DELIVERED) {
            listener.media(peer, reception.arrival());
        } else if (outcome == Reception.Outcome.UNKNOWN) {
            refused++;
        }
    }

    private void control(byte[] buffer, int length, long now) {
        reader.wrap(buffer, 0, length);
        while (reader.next()) {
            int type = reader.type();
            if (type == RtcpReader.SENDER_REPORT) {
                reception.senderReport(reader.senderSsrc(), reader.ntpTimestamp(), now);
            } else if (type == RtcpReader.TRANSPORT_FEEDBACK && reader.count() == RtcpReader.FMT_NACK) {
                nacked();
            } else if (type == RtcpReader.PAYLOAD_FEEDBACK && reader.count() == RtcpReader.FMT_PLI) {
                keyframe(reader.mediaSsrc());
            } else if (type == RtcpReader.PAYLOAD_FEEDBACK && reader.count() == RtcpReader.FMT_FIR) {
                for (int i = 0; i < reader.firCount(); i++) {
                    keyframe(reader.firSsrc(i));
                }
            }
        }
    }

    private void nacked() {
        for (OutgoingStream stream : streams) {
            if (stream.ssrc() == reader.mediaSsrc()) {
                for (int i = 0; i < reader.nackCount(); i++) {
                    int first = reader.nackPacketId(i);
                    stream.resend(first);
                    for (int bit = 0; bit < 16; bit++) {
                        if ((reader.nackMask(i) & 1 << bit) != 0) {
                            stream.resend((first + bit + 1) & 0xFFFF);
                        }
                    }
                }
            }
        }
    }

    /** As Chromium does: one layer's request makes all layers begin anew. */
    private void keyframe(int ssrc) {
        if (camera.stream().anyMatch(layer -> layer.stream().ssrc() == ssrc)) {
            camera.forEach(VideoSource::keyframe);
        } else if (screen != null && screen.stream().ssrc() == ssrc) {
            screen.keyframe();
        }
    }

    PeerStats stats(boolean connected) {
        long keyframes =
                camera.stream().mapToLong(layer -> layer.keyframes).sum() + (screen == null ? 0 : screen.keyframes);
        return new PeerStats(
                connected,
                sent,
                streams.stream().mapToLong(stream -> stream.retransmitted).sum(),
                keyframes,
                refused,
                reception.stats());
    }
}
