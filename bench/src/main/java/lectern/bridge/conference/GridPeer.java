package lectern.bridge.conference;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import lectern.bridge.SourceKind;
import lectern.bridge.dtls.Fingerprint;
import lectern.bridge.ice.IceCredentials;
import lectern.bridge.net.UdpPath;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpWriter;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import lectern.bridge.srtp.SrtpSession;
import lectern.bridge.stun.StunIntegrity;
import lectern.bridge.stun.StunMessage;
import lectern.bridge.stun.StunWriter;

/** One who sends a camera's low layer and a microphone as fast as it is told to; its packets allocate nothing. */
final class GridPeer {
    private static final int VIDEO_BYTES = 1_000;
    private static final int AUDIO_BYTES = 80;
    private static final int FIRST_PORT = 20_000;

    final UdpPath path;
    final Endpoint endpoint;

    private final Grid grid;
    private final SrtpSession srtp;
    private final RtpWriter writer = new RtpWriter();
    private final RtcpWriter control = new RtcpWriter();
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

    GridPeer(Grid grid, int number, Endpoint endpoint) {
        this.grid = grid;
        this.endpoint = endpoint;
        path = new UdpPath(new InetSocketAddress(InetAddress.getLoopbackAddress(), FIRST_PORT + number));
        ssrc = 0x5000_0000 + 4 * number;
        SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;
        byte[] hello = new byte[1 + SrtpKeys.exportLength(profile)];
        grid.random().nextBytes(hello);
        hello[0] = GridChannels.HELLO;
        byte[] material = java.util.Arrays.copyOfRange(hello, 1, hello.length);
        srtp = new SrtpSession(profile, SrtpKeys.split(profile, material, true));
        Fingerprint any = Fingerprint.sha256(new byte[] {2});
        endpoint.answered(
                new Answer(new IceCredentials("peer", "0123456789012345678901"), List.of(any), Map.of(), 5000, 65_536));
        check();
        receive(hello, hello.length);
    }

    /** Consent for the next 15 s. */
    void check() {
        byte[] transaction = new byte[12];
        grid.random().nextBytes(transaction);
        IceCredentials theirs = endpoint.offer().ice();
        byte[] request = new StunWriter(StunMessage.BINDING_REQUEST, transaction)
                .username(theirs.ufrag() + ":peer")
                .priority(1)
                .controlling(1)
                .useCandidate()
                .integrity(new StunIntegrity(theirs.pwd()))
                .fingerprint()
                .toBytes();
        receive(request, request.length);
    }

    /** One packet of VP8; each begins a keyframe, so that it is forwarded whatever was before. */
    void video() {
        videoSequence++;
        vp8(low, ssrc, videoSequence);
    }

    /** A packet that others overtook; false when it was sent before. */
    boolean late(int behind) {
        return vp8(low, ssrc, videoSequence - behind);
    }

    /** Leaves packets out. */
    void skip(int count) {
        videoSequence += count;
    }

    /** One packet of the high layer, which nobody is shown. */
    void unwatched() {
        highSequence++;
        vp8(high, ssrc + 2, highSequence);
    }

    private boolean vp8(byte[] rid, int stream, int sequence) {
        payload[0] = (byte) 0x90;
        payload[1] = (byte) 0xC0;
        Bytes.put16(payload, 2, 0x8000 | (sequence & 0x7FFF));
        payload[4] = (byte) sequence;
        payload[5] = 0;
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

    /** The slot that shows somebody's camera. */
    int slotOf(GridPeer shown) {
        for (Slot slot : endpoint.receiver().video()) {
            Source source = slot.source();
            if (source != null && source.endpoint == shown.endpoint) {
                return slot.line.ssrc();
            }
        }
        throw new IllegalStateException("the grid shows everybody to everybody");
    }

    /** Says that a packet of one of its slots was lost. */
    void nack(int slot, int sequence) {
        lost[0] = sequence;
        control.begin(packet, 0, 1_000).nack(ssrc, slot, lost, 1);
        receive(packet, srtp.protectRtcp(packet, 0, control.length()));
    }

    private boolean rtp(int length) {
        int sealed = srtp.protect(packet, 0, length);
        if (sealed > 0) {
            receive(packet, sealed);
        }
        return sealed > 0;
    }

    private void receive(byte[] datagram, int length) {
        grid.switchboard.receive(datagram, length, path, grid.now());
    }
}
