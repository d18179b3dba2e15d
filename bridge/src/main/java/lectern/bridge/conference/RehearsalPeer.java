package lectern.bridge.conference;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lectern.bridge.SourceKind;
import lectern.bridge.congestion.PacketArrivals;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtcp.TransportFeedbackWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpWriter;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpSession;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;

/**
 * One who sends a camera and a microphone when it is told to and says what it received; its packets allocate nothing.
 * Made on the loop of its endpoint, then used by one thread.
 */
class RehearsalPeer {
    private static final int VIDEO_BYTES = 1_000;
    private static final int AUDIO_BYTES = 80;
    private static final String PASSWORD = "0123456789012345678901";

    final Endpoint endpoint;

    private final Wire wire;
    private final SecureRandom random;
    private final SrtpSession srtp;
    private final RtpWriter writer = new RtpWriter();
    private final RtcpWriter control = new RtcpWriter();
    private final TransportFeedbackWriter feedback = new TransportFeedbackWriter();
    private final PacketArrivals arrivals = new PacketArrivals();
    private final byte[] packet = new byte[2048];
    private final byte[] payload = new byte[VIDEO_BYTES];
    private final byte[] level = {20};
    private final byte[] mic = SourceKind.MIC.mid().getBytes(StandardCharsets.US_ASCII);
    private final byte[] camera = SourceKind.CAMERA.mid().getBytes(StandardCharsets.US_ASCII);
    private final byte[] low = {'l'};
    private final byte[] high = {'h'};
    private final int[] lost = new int[1];
    private final int ssrc;
    private int videoSequence;
    private int highSequence;
    private int audioSequence;
    private int heardFrom;
    private int feedbackNumber;

    /** Where its datagrams go. */
    @FunctionalInterface
    interface Wire {
        void send(byte[] datagram, int length);
    }

    /** @param number its SSRCs are made of it */
    RehearsalPeer(int number, Endpoint endpoint, SecureRandom random, Wire wire) {
        this.endpoint = endpoint;
        this.wire = wire;
        this.random = random;
        ssrc = 0x5000_0000 + 4 * number;
        byte[] hello = new byte[1 + SrtpKeys.exportLength(HandedKeys.PROFILE)];
        random.nextBytes(hello);
        hello[0] = HandedKeys.HELLO;
        byte[] material = Arrays.copyOfRange(hello, 1, hello.length);
        srtp = new SrtpSession(HandedKeys.PROFILE, SrtpKeys.split(HandedKeys.PROFILE, material, true));
        Fingerprint any = Fingerprint.sha256(new byte[] {2});
        endpoint.answered(new Answer(new IceCredentials("peer", PASSWORD), List.of(any), Map.of(), 5000, 65_536));
        check();
        wire.send(hello, hello.length);
    }

    /** Consent for the next 15 s. */
    final void check() {
        byte[] transaction = new byte[12];
        random.nextBytes(transaction);
        IceCredentials theirs = endpoint.offer().ice();
        byte[] request = new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(theirs.ufrag() + ":peer")
                .priority(1)
                .controlling(1)
                .useCandidate()
                .integrity(new StunIntegrity(theirs.pwd()))
                .fingerprint()
                .toBytes();
        wire.send(request, request.length);
    }

    /** Shows the bridge, which checks, that it receives where it says that it is. */
    final void asked(byte[] buffer, int offset, int length) {
        StunMessage check = StunMessage.parse(buffer, offset, length);
        if (check != null && check.type() == StunMessage.BINDING_REQUEST) {
            byte[] answer = new StunWriter(StunMessage.BINDING_SUCCESS, check.transactionId())
                    .integrity(new StunIntegrity(PASSWORD))
                    .fingerprint()
                    .toBytes();
            wire.send(answer, answer.length);
        }
    }

    /** One packet of VP8 that begins a keyframe, so that it is forwarded whatever was before. */
    void video() {
        videoSequence++;
        vp8(low, ssrc, videoSequence, true);
    }

    /** One packet of VP8 that needs those before it. */
    void delta() {
        videoSequence++;
        vp8(low, ssrc, videoSequence, false);
    }

    /** A packet that others overtook; false when it was sent before. */
    boolean late(int behind) {
        return vp8(low, ssrc, videoSequence - behind, true);
    }

    /** Leaves packets out. */
    void skip(int count) {
        videoSequence += count;
    }

    /** One packet of the high layer. */
    void high() {
        highSequence++;
        vp8(high, ssrc + 2, highSequence, true);
    }

    private boolean vp8(byte[] rid, int stream, int sequence, boolean key) {
        payload[0] = (byte) 0x90;
        payload[1] = (byte) 0xC0;
        Bytes.put16(payload, 2, 0x8000 | (sequence & 0x7FFF));
        payload[4] = (byte) sequence;
        payload[5] = (byte) (key ? 0 : 1);
        writer.begin(packet, 0).header(true, PayloadType.VP8, sequence & 0xFFFF, sequence * 6_000, stream);
        writer.extension(HeaderExtension.MID.id(), camera, 0, camera.length);
        writer.extension(HeaderExtension.RID.id(), rid, 0, 1);
        return rtp(writer.payload(payload, 0, VIDEO_BYTES));
    }

    /** One packet of speech. */
    void audio() {
        audioSequence++;
        writer.begin(packet, 0).header(false, PayloadType.OPUS, audioSequence & 0xFFFF, audioSequence * 960, ssrc + 1);
        writer.extension(HeaderExtension.MID.id(), mic, 0, mic.length);
        writer.extension(HeaderExtension.AUDIO_LEVEL.id(), level, 0, 1);
        rtp(writer.payload(payload, 0, AUDIO_BYTES));
    }

    /** Takes one datagram from the bridge; true when it is media. */
    boolean heard(byte[] datagram, int length, long now) {
        if (datagram[0] == 0) {
            asked(datagram, 0, length);
        }
        int type = datagram[1] & 0xFF;
        if (length <= Downlink.NUMBER_AT + 2 || datagram[0] >= 0 || (type >= 192 && type < 224)) {
            return false;
        }
        heardFrom = Bytes.i32(datagram, 8);
        arrivals.arrived(Bytes.u16(datagram, Downlink.NUMBER_AT), now);
        return true;
    }

    /** Says what came since it did so last. */
    void feedback() {
        if (!arrivals.news()) {
            return;
        }
        long sequence = arrivals.first();
        feedback.begin(sequence);
        while (sequence < arrivals.end()) {
            long ticks = arrivals.at(sequence);
            if (ticks == PacketArrivals.MISSING ? !feedback.missing() : !feedback.received(ticks)) {
                break;
            }
            sequence++;
        }
        arrivals.reported(sequence);
        feedbackNumber++;
        rtcp(feedback.write(packet, 0, ssrc, heardFrom, feedbackNumber));
    }

    /** A reception report of what came last, and a keyframe asked for. */
    void report() {
        control.begin(packet, 0, 1_000).receiverReport(ssrc);
        control.block(heardFrom, 0, 0, 0, 0, 0, 0);
        control.pli(ssrc, heardFrom);
        rtcp(control.length());
    }

    /** Says that a packet of one of its slots was lost. */
    void nack(int slot, int sequence) {
        lost[0] = sequence;
        control.begin(packet, 0, 1_000).nack(ssrc, slot, lost, 1);
        rtcp(control.length());
    }

    private void rtcp(int length) {
        int sealed = srtp.protectRtcp(packet, 0, length);
        if (sealed > 0) {
            wire.send(packet, sealed);
        }
    }

    private boolean rtp(int length) {
        int sealed = srtp.protect(packet, 0, length);
        if (sealed > 0) {
            wire.send(packet, sealed);
        }
        return sealed > 0;
    }
}
