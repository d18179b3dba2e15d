package lectern.bench.peer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.Rtx;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;

/** A peer's RTP and RTCP in both directions. */
final class PeerMedia {
    private static final long REPORTS = Duration.ofSeconds(1).toNanos();
    private static final long NACKS = Duration.ofMillis(20).toNanos();
    private static final int MAX_RTCP = 1_200;
    private static final int MAX_BLOCKS = 31;

    private final SyntheticPeer peer;
    private final Publishing publishing;
    private final PeerListener listener;
    private final Datagrams out;
    private final Random random = new Random();
    private final Map<Integer, IncomingSlot> slots = new HashMap<>();
    private final Map<Integer, IncomingSlot> repairs = new HashMap<>();
    private final List<OutgoingStream> streams = new ArrayList<>();
    private final List<VideoSource> camera = new ArrayList<>();
    private final RtpView view = new RtpView();
    private final RtcpReader reader = new RtcpReader();
    private final RtcpWriter writer = new RtcpWriter();
    private final MediaArrival arrival = new MediaArrival();
    private final byte[] rtcp = new byte[MAX_RTCP + SrtpSession.SLACK];
    private @Nullable AudioSource microphone;
    private @Nullable VideoSource screen;
    private @Nullable SrtpSession srtp;
    private long nextReports;
    private long nextNacks;
    private long sent;
    private long refused;
    private double loss;

    /** Where datagrams go. */
    interface Datagrams {
        void send(byte[] buffer, int offset, int length);
    }

    PeerMedia(SyntheticPeer peer, Publishing publishing, PeerListener listener, Datagrams out) {
        this.peer = peer;
        this.publishing = publishing;
        this.listener = listener;
        this.out = out;
    }

    void slots(OfferedSession offered) {
        for (OfferedSession.Section section : offered.sections()) {
            List<Integer> ssrcs = section.ssrcs();
            if (!ssrcs.isEmpty()) {
                boolean video = section.media().startsWith("m=video");
                IncomingSlot slot = new IncomingSlot(section.mid(), video, ssrcs.get(0));
                slots.put(ssrcs.get(0), slot);
                if (ssrcs.size() > 1) {
                    repairs.put(ssrcs.get(1), slot);
                }
            }
        }
    }

    void secured(SrtpSession session, long now) {
        srtp = session;
        nextReports = now + REPORTS / 10;
        if (publishing.microphone()) {
            microphone =
                    new AudioSource(stream("mic", "", PayloadType.OPUS), peer.number(), publishing.audioLevel(), now);
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

    void tick(long now) {
        if (microphone != null) {
            microphone.tick(now);
        }
        camera.forEach(layer -> layer.tick(now));
        if (screen != null) {
            screen.tick(now);
        }
        if (now - nextReports >= 0) {
            nextReports = now + REPORTS;
            reports(now);
        }
        if (now - nextNacks >= 0) {
            nextNacks = now + NACKS;
            nacks(now);
        }
    }

    private void protect(byte[] buffer, int length) {
        SrtpSession session = srtp;
        int size = session == null ? -1 : session.protect(buffer, 0, length);
        if (size > 0) {
            sent++;
            if (random.nextDouble() >= loss) {
                out.send(buffer, 0, size);
            }
        }
    }

    private void protectRtcp() {
        SrtpSession session = srtp;
        int size = session == null ? -1 : session.protectRtcp(rtcp, 0, writer.length());
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
        int blocks = 0;
        for (IncomingSlot slot : slots.values()) {
            if (slot.active() && blocks < MAX_BLOCKS) {
                slot.report(writer, now);
                blocks++;
            }
        }
        protectRtcp();
    }

    private int ownSsrc() {
        return streams.isEmpty() ? 1 : streams.get(0).ssrc();
    }

    private void nacks(long now) {
        writer.begin(rtcp, 0, MAX_RTCP);
        for (IncomingSlot slot : slots.values()) {
            slot.nack(writer, ownSsrc(), now);
        }
        if (writer.length() > 0) {
            protectRtcp();
        }
    }

    void pli(String mid) {
        for (IncomingSlot slot : slots.values()) {
            if (slot.mid.equals(mid)) {
                writer.begin(rtcp, 0, MAX_RTCP).pli(ownSsrc(), slot.ssrc);
                protectRtcp();
            }
        }
    }

    void receive(byte[] buffer, int length, long now) {
        SrtpSession session = srtp;
        int type = length < 2 ? 0 : buffer[1] & 0xFF;
        if (session == null) {
            return;
        }
        if (type >= 192 && type < 224) {
            int size = session.unprotectRtcp(buffer, 0, length);
            if (size > 0) {
                control(buffer, size, now);
            } else {
                refused++;
            }
        } else if (random.nextDouble() >= loss) {
            int size = session.unprotect(buffer, 0, length);
            if (size <= 0 || !view.wrap(buffer, 0, size) || !packet(now)) {
                refused++;
            }
        }
    }

    private boolean packet(long now) {
        IncomingSlot direct = slots.get(view.ssrc());
        if (direct != null) {
            deliver(direct, false, now);
            return true;
        }
        IncomingSlot repaired = repairs.get(view.ssrc());
        int original = PayloadType.originalOf(view.payloadType());
        if (repaired != null && original >= 0 && Rtx.restore(view, original, repaired.ssrc)) {
            deliver(repaired, true, now);
        }
        return repaired != null;
    }

    private void deliver(IncomingSlot slot, boolean retransmission, long now) {
        if (slot.received(view, retransmission, arrival, now)) {
            listener.media(peer, arrival);
        }
    }

    private void control(byte[] buffer, int length, long now) {
        reader.wrap(buffer, 0, length);
        while (reader.next()) {
            int type = reader.type();
            if (type == RtcpReader.SENDER_REPORT) {
                IncomingSlot slot = slots.get(reader.senderSsrc());
                if (slot != null) {
                    slot.senderReport(reader.ntpTimestamp(), now);
                }
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
                slots.values().stream().map(IncomingSlot::stats).toList());
    }
}
