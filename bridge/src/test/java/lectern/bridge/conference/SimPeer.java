package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import lectern.bridge.SourceKind;
import lectern.bridge.Watched;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.net.Path;
import lectern.bridge.rtcp.FeedbackDecoder;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.sctp.DataChannel;
import lectern.bridge.sctp.SctpAssociation;
import lectern.bridge.sctp.SctpListener;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Direction;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.ReceiveSlot;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;

/** A client: checks connectivity, sends a microphone and cameras, asks again for what it lost, notes what came. */
final class SimPeer implements SctpListener {
    final int number;
    final String id;
    Path path;
    final Endpoint endpoint;
    final Map<String, SimStream> streams = new HashMap<>();
    final Map<Integer, SimInbox> inboxes = new HashMap<>();
    final List<String> texts = new ArrayList<>();
    final List<Long> keyframesAskedAt = new ArrayList<>();
    boolean nacks = true;
    /** Whether it checks its path, and answers the bridge's checks of it. */
    boolean checks = true;

    boolean answers = true;
    /** Whether it gives transport-wide feedback, as browsers do. */
    boolean counts;
    /** Whether it stops sending what nobody watches, as the class page does. */
    boolean saves;

    Watched watched = Watched.EVERYTHING;
    SimPath down;
    SimPath up;
    /** Its tab is gone, without a goodbye. */
    boolean crashed;

    int nackedByBridge;
    long rembBits;

    /** Transport-wide feedback: how often it came, and what it said of the packets sent. */
    int reports;

    final Set<Integer> saidArrived = new HashSet<>();
    final Set<Integer> saidMissing = new HashSet<>();
    int transportSequence;

    private final Set<Integer> ssrcs = new HashSet<>();

    private final Simulation simulation;
    private final SrtpSession srtp;
    final byte[] material = new byte[56];
    private final SctpAssociation sctp;
    private final IsolationRule isolation;
    private final SimFeedback feedback = new SimFeedback();
    private final RtpView view = new RtpView();
    private final RtcpReader rtcp = new RtcpReader();
    private final byte[] scratch = new byte[2048];
    private @Nullable DataChannel channel;
    private boolean secured;
    private boolean associated;
    private long ticks;

    SimPeer(Simulation simulation, String id, Path path, Endpoint endpoint) {
        this.simulation = simulation;
        number = simulation.nextNumber();
        this.id = id;
        this.path = path;
        isolation = new IsolationRule(simulation, id);
        this.endpoint = endpoint;
        down = simulation.path();
        up = simulation.path();
        simulation.random.nextBytes(material);
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        srtp = new SrtpSession(profile, SrtpKeys.split(profile, material, true));
        sctp = new SctpAssociation(this, true, Simulation.seeded(simulation.random.nextLong()));
        for (ReceiveSlot slot : endpoint.offer().slots()) {
            SimInbox inbox = new SimInbox(slot);
            inboxes.put(slot.ssrc(), inbox);
            if (slot.video()) {
                inboxes.put(slot.rtxSsrc(), inbox);
            }
        }
    }

    Random random() {
        return simulation.random;
    }

    SimInbox inbox(String mid) {
        return inboxes.values().stream()
                .filter(inbox -> inbox.slot.mid().equals(mid))
                .findFirst()
                .orElseThrow();
    }

    void connect(Set<Integer> takes) {
        Fingerprint any = Fingerprint.sha256(new byte[] {2});
        Map<String, Answer.Line> lines = new HashMap<>();
        for (ReceiveSlot slot : endpoint.offer().slots()) {
            Direction direction = Direction.RECVONLY;
            lines.put(slot.mid(), new Answer.Line(slot.mid(), direction, List.copyOf(takes), Set.of(), List.of()));
        }
        simulation.conference.answered(
                endpoint, new Answer(new IceCredentials("peer", SimCheck.PASSWORD), List.of(any), lines, 5000, 65_536));
        check();
    }

    SimPeer mic() {
        return stream(SourceKind.MIC, null);
    }

    SimPeer camera() {
        return stream(SourceKind.CAMERA, "l").stream(SourceKind.CAMERA, "h");
    }

    SimPeer screen() {
        return stream(SourceKind.SCREEN, null);
    }

    SimStream stream(String name) {
        return Objects.requireNonNull(streams.get(name));
    }

    private SimPeer stream(SourceKind kind, @Nullable String rid) {
        int ssrc = 0x5000_0000 | (random().nextInt(0x1000_0000) & ~1);
        ssrcs.add(ssrc);
        streams.put(kind.mid() + (rid == null ? "" : rid), new SimStream(this, kind, rid, ssrc));
        return this;
    }

    private void check() {
        byte[] request = SimCheck.request(random(), endpoint.offer().ice(), number);
        simulation.toBridge(this, request, request.length);
    }

    void tick() {
        if (crashed) {
            return;
        }
        ticks++;
        if (checks && ticks % (secured ? 250 : 5) == 0) {
            check();
        }
        if (!endpoint.link().up()) {
            return;
        }
        if (!associated) {
            associated = true;
            sctp.connect(simulation.now());
        }
        if (ticks % 2 == 0) {
            streams.values().stream().filter(stream -> !stream.kind.video()).forEach(SimStream::send);
        }
        if (ticks % 7 == number % 7) {
            streams.values().stream().filter(stream -> stream.kind.video()).forEach(SimStream::send);
        }
        if (nacks && ticks % 3 == 0) {
            inboxes.values().stream().distinct().forEach(inbox -> nack(inbox, inbox.missing()));
        }
        if (counts && ticks % 10 == 0) {
            sendRtcp(feedback.write(scratch, number));
        }
        if (simulation.now() >= sctp.deadline()) {
            sctp.poll(simulation.now());
        }
    }

    boolean sendText(String text) {
        return channel != null
                && sctp.send(channel, true, text.getBytes(java.nio.charset.StandardCharsets.UTF_8), simulation.now());
    }

    void sendRtp(byte[] buffer, int length) {
        byte[] packet = java.util.Arrays.copyOf(buffer, length + SrtpSession.SLACK);
        int sealed = srtp.protect(packet, 0, length);
        if (sealed < 0) {
            throw new AssertionError("protect " + sealed);
        }
        simulation.toBridge(this, packet, sealed);
    }

    private void sendRtcp(int length) {
        if (length == 0) {
            return;
        }
        int sealed = srtp.protectRtcp(scratch, 0, length);
        simulation.toBridge(this, scratch, sealed);
    }

    void nack(SimInbox inbox, int[] sequences) {
        if (sequences.length > 0) {
            RtcpWriter writer = new RtcpWriter().begin(scratch, 0, 1400);
            writer.nack(number, inbox.slot.ssrc(), sequences, sequences.length);
            sendRtcp(writer.length());
        }
    }

    void pictureLost(SimInbox inbox) {
        RtcpWriter writer = new RtcpWriter().begin(scratch, 0, 1400);
        writer.pli(number, inbox.slot.ssrc());
        sendRtcp(writer.length());
    }

    void senderReport(SimStream stream, long ntp, int rtp) {
        RtcpWriter writer = new RtcpWriter().begin(scratch, 0, 1400);
        writer.senderReport(stream.ssrc, ntp, rtp, 1, 1);
        sendRtcp(writer.length());
    }

    /**
     * Looks at a datagram as it leaves the bridge, whatever the network then does with it.
     *
     * @return its plain length, 0 when it is not to be delivered
     */
    int leaving(byte[] datagram, int length) {
        int first = datagram[0] & 0xFF;
        if (first < 128) {
            return length;
        }
        boolean isRtcp = (datagram[1] & 0xFF) >= 192 && (datagram[1] & 0xFF) < 224;
        int plain = isRtcp ? srtp.unprotectRtcp(datagram, 0, length) : srtp.unprotect(datagram, 0, length);
        if (plain < 0) {
            throw new AssertionError("what left for " + id + " does not decrypt: " + plain);
        }
        if (!isRtcp) {
            isolation.judge(datagram, plain);
        }
        return plain;
    }

    void receive(byte[] datagram, int length) {
        if (crashed) {
            return;
        }
        int first = datagram[0] & 0xFF;
        if (first < 4) {
            byte[] answer = SimCheck.answer(datagram, length, path.remote());
            if (answer != null && simulation.asked(datagram) && answers) {
                simulation.toBridge(this, answer, answer.length);
            } else if (!secured) {
                secured = true;
                hello();
            }
        } else if (first == Simulation.RECORD) {
            sctp.receive(datagram, 1, length - 1, simulation.now());
        } else if (first >= 128) {
            int type = datagram[1] & 0xFF;
            if (type >= 192 && type < 224) {
                feedback(datagram, length);
            } else if (view.wrap(datagram, 0, length)) {
                SimInbox inbox = inboxes.get(view.ssrc());
                if (inbox == null) {
                    throw new AssertionError("an SSRC that was not offered");
                }
                int at = view.find(HeaderExtension.TRANSPORT_CC.id());
                feedback.arrived(Bytes.u16(datagram, at), simulation.now());
                if (view.payloadLength() > 0) {
                    inbox.add(view, simulation.now());
                }
            }
        }
    }

    /** Resent until the bridge is heard to be up, as a handshake's flight would be. */
    private void hello() {
        byte[] hello = new byte[57];
        hello[0] = Simulation.HELLO;
        System.arraycopy(material, 0, hello, 1, 56);
        simulation.toBridge(this, hello, hello.length);
        simulation.later(50_000_000, () -> {
            if (!endpoint.link().up() && checks) {
                hello();
            }
        });
    }

    private void feedback(byte[] datagram, int length) {
        rtcp.wrap(datagram, 0, length);
        while (rtcp.next()) {
            if (rtcp.type() == RtcpReader.RECEIVER_REPORT) {
                for (int i = 0; i < rtcp.count(); i++) {
                    streams.values().stream().filter(this::reported).forEach(SimStream::acknowledged);
                }
            } else if (rtcp.type() == RtcpReader.TRANSPORT_FEEDBACK && rtcp.count() == RtcpReader.FMT_TRANSPORT_CC) {
                arrivals(new FeedbackDecoder(datagram, 0, length));
            } else if (rtcp.type() == RtcpReader.TRANSPORT_FEEDBACK) {
                SimStream stream = bySsrc(rtcp.mediaSsrc());
                for (int i = 0; i < rtcp.nackCount() && stream != null; i++) {
                    resend(stream, rtcp.nackPacketId(i), rtcp.nackMask(i));
                }
            } else if (rtcp.type() == RtcpReader.PAYLOAD_FEEDBACK && rtcp.count() == RtcpReader.FMT_PLI) {
                // Browsers make keyframes on all layers for one request.
                keyframesAskedAt.add(simulation.now());
                SimStream asked = bySsrc(rtcp.mediaSsrc());
                streams.values().stream()
                        .filter(stream -> asked != null && stream.kind == asked.kind)
                        .forEach(stream -> stream.keyframeWanted = true);
            } else if (rtcp.type() == RtcpReader.PAYLOAD_FEEDBACK) {
                rembBits = Math.max(rembBits, rtcp.rembBitrate());
            }
        }
    }

    private void arrivals(FeedbackDecoder feedback) {
        reports++;
        if (!ssrcs.contains(feedback.media & ~1)) {
            throw new AssertionError("feedback about a foreign SSRC");
        }
        feedback.statuses.forEach((sequence, at) -> {
            if (at == null) {
                saidMissing.add(sequence);
            } else {
                saidMissing.remove(sequence);
                saidArrived.add(sequence);
            }
        });
    }

    private boolean reported(SimStream stream) {
        for (int i = 0; i < rtcp.count(); i++) {
            if (rtcp.reportedSsrc(i) == stream.ssrc) {
                return true;
            }
        }
        return false;
    }

    private @Nullable SimStream bySsrc(int ssrc) {
        return streams.values().stream()
                .filter(stream -> stream.ssrc == ssrc)
                .findFirst()
                .orElse(null);
    }

    private void resend(SimStream stream, int first, int mask) {
        nackedByBridge++;
        stream.resend(first);
        for (int bit = 0; bit < 16; bit++) {
            if ((mask >> bit & 1) != 0) {
                nackedByBridge++;
                stream.resend((first + bit + 1) & 0xFFFF);
            }
        }
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        byte[] framed = new byte[length + 1];
        framed[0] = Simulation.RECORD;
        System.arraycopy(buffer, offset, framed, 1, length);
        simulation.toBridge(this, framed, framed.length);
    }

    @Override
    public void connected() {
        sctp.open("live", simulation.now());
    }

    @Override
    public void opened(DataChannel opened) {
        channel = opened;
    }

    @Override
    public void message(DataChannel from, boolean text, byte[] data) {
        texts.add(new String(data, java.nio.charset.StandardCharsets.UTF_8));
    }

    @Override
    public void closed(DataChannel gone) {
        channel = null;
    }

    @Override
    public void ended(String reason) {
        channel = null;
    }
}
