package lectern.bridge.conference;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import lectern.bridge.SourceKind;
import lectern.bridge.net.MediaLoop;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtcp.TransportFeedbackWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpWriter;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.srtp.SrtpKeys;
import lectern.bridge.srtp.SrtpProfile;
import lectern.bridge.srtp.SrtpSession;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;

/**
 * The demultiplexer (RFC 7983) with everything behind it: a class of two, and datagrams of one of them and of strangers.
 * The input is a script: one byte says who sends and what, two how many bytes follow for it. Packets that are to come
 * behind the locks of SRTP and STUN are sealed first.
 */
class DatagramFuzzTest extends FuzzTarget {
    private static final int RAW = 0;
    private static final int STRANGER = 1;
    private static final int RTP = 2;
    private static final int RTCP = 3;
    private static final int CHECK = 4;
    private static final int RECORD = 5;
    private static final int WAIT = 6;
    private static final int KINDS = 7;

    private static final int STRANGE_PORT = 3_000;
    private static final int SSRC = 0x6000_0000;
    private static final int MAX_WAIT_MILLIS = 300;
    private static final int MAX_BEGIN_TICKS = 12;

    /** One execution: a class that has just begun, in which ann sends what the script says. */
    private static final class Run {
        final Simulation simulation = new Simulation(11);
        final SimPeer ann = simulation.join("ann").mic().camera();
        final SimPeer ben = simulation.join("ben");
        final SrtpSession sealing = new SrtpSession(
                SrtpProfile.AEAD_AES_128_GCM, SrtpKeys.split(SrtpProfile.AEAD_AES_128_GCM, ann.material, true));
        private long ofStrangers;
        private int waited;

        Run() {
            simulation.everybody();
            for (int i = 0; i < MAX_BEGIN_TICKS && !(up(ann) && up(ben)); i++) {
                simulation.run(MediaLoop.TICK);
            }
            Promise.that(up(ann) && up(ben), "the class did not begin");
            // From here on only the script speaks, and what it makes the bridge send is read by nobody.
            ann.crashed = true;
            ben.crashed = true;
            simulation.judges = false;
        }

        private static boolean up(SimPeer peer) {
            return peer.endpoint.link().up();
        }

        void step(int kind, byte[] about) {
            switch (kind) {
                case STRANGER -> stranger(about);
                case RTP -> sealed(about, false);
                case RTCP -> sealed(about, true);
                case CHECK -> check(about);
                case RECORD -> record(about);
                case WAIT -> pass(about);
                default -> simulation.toBridge(ann, about, about.length);
            }
        }

        private void stranger(byte[] about) {
            if (about.length > 0) {
                byte[] datagram = Arrays.copyOfRange(about, 1, about.length);
                ofStrangers += datagram.length;
                simulation.stranger(STRANGE_PORT + (about[0] & 3), datagram);
            }
        }

        private void sealed(byte[] about, boolean control) {
            byte[] packet = Arrays.copyOf(about, about.length + SrtpSession.SLACK);
            int length =
                    control ? sealing.protectRtcp(packet, 0, about.length) : sealing.protect(packet, 0, about.length);
            if (length > 0) {
                simulation.toBridge(ann, packet, length);
            }
        }

        /** Authentic, from somewhere else. */
        private void check(byte[] about) {
            byte[] check =
                    SimCheck.request(simulation.random, ann.endpoint.offer().ice(), 1);
            ofStrangers += check.length;
            simulation.stranger(STRANGE_PORT + (about.length == 0 ? 0 : about[0] & 3), check);
        }

        private void record(byte[] about) {
            byte[] record = new byte[1 + about.length];
            record[0] = Simulation.RECORD;
            System.arraycopy(about, 0, record, 1, about.length);
            simulation.toBridge(ann, record, record.length);
        }

        private void pass(byte[] about) {
            int millis = Math.min(about.length == 0 ? 1 : about[0] & 0xFF, MAX_WAIT_MILLIS - waited);
            waited += millis;
            simulation.run(Duration.ofMillis(millis));
        }

        void end() {
            simulation.run(Duration.ofMillis(30));
            Promise.that(
                    simulation.log.stream().noneMatch(line -> line.endsWith("internal error")), "an internal error");
            Promise.that(simulation.strangerBytes <= ofStrangers, "strangers got more than they sent");
            Promise.that(up(ben), "somebody else lost the connection");
        }
    }

    @Override
    protected List<byte[]> seeds() {
        ByteArrayOutputStream media = new ByteArrayOutputStream();
        for (int i = 0; i < 4; i++) {
            op(media, RTP, video(i));
            op(media, RTP, audio(i));
        }
        op(media, WAIT, new byte[] {30});
        op(media, RTCP, feedback());
        ByteArrayOutputStream reports = new ByteArrayOutputStream();
        op(reports, RTCP, reports());
        op(reports, RAW, new byte[] {22, 1, 2, 3});
        op(reports, RAW, new byte[] {64, 0, 0, 4, 1, 2, 3, 4});
        ByteArrayOutputStream strangers = new ByteArrayOutputStream();
        op(strangers, CHECK, new byte[] {1});
        op(strangers, STRANGER, new byte[] {1, (byte) 0x80, 111, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 9});
        op(strangers, STRANGER, stun());
        op(strangers, CHECK, new byte[] {2});
        op(strangers, RTP, video(9));
        op(strangers, RECORD, new byte[] {0, 1, 2, 3});
        return List.of(media.toByteArray(), reports.toByteArray(), strangers.toByteArray());
    }

    private static void op(ByteArrayOutputStream script, int kind, byte[] about) {
        script.write(kind);
        script.write(about.length >> 8);
        script.write(about.length);
        script.writeBytes(about);
    }

    /** A packet of a new low layer, as browsers begin one. */
    private static byte[] video(int sequence) {
        byte[] payload = new byte[60];
        payload[0] = (byte) 0x90;
        payload[1] = (byte) 0xC0;
        Bytes.put16(payload, 2, 0x8000 | sequence);
        return rtp(PayloadType.VP8, sequence, SourceKind.CAMERA.mid(), payload);
    }

    private static byte[] audio(int sequence) {
        return rtp(PayloadType.OPUS, sequence, SourceKind.MIC.mid(), new byte[40]);
    }

    private static byte[] rtp(int type, int sequence, String name, byte[] payload) {
        byte[] buffer = new byte[300];
        byte[] mid = name.getBytes(StandardCharsets.US_ASCII);
        RtpWriter writer = new RtpWriter();
        writer.begin(buffer, 0).header(true, type, sequence, 3_000 * sequence, SSRC + type);
        writer.extension(HeaderExtension.MID.id(), mid, 0, mid.length);
        if (type == PayloadType.VP8) {
            writer.extension(HeaderExtension.RID.id(), new byte[] {'l'}, 0, 1);
        } else {
            writer.extension(HeaderExtension.AUDIO_LEVEL.id(), new byte[] {20}, 0, 1);
        }
        writer.extension(HeaderExtension.TRANSPORT_CC.id(), new byte[] {0, (byte) sequence}, 0, 2);
        return Arrays.copyOf(buffer, writer.payload(payload, 0, payload.length));
    }

    private static byte[] reports() {
        byte[] buffer = new byte[1_000];
        RtcpWriter writer = new RtcpWriter().begin(buffer, 0, buffer.length);
        writer.senderReport(SSRC + PayloadType.VP8, 1L << 32, 90_000, 10, 1_000);
        writer.block(2, 12, 34, 56, 78, 90, 11);
        writer.nack(1, 2, new int[] {65_530, 3, 900}, 3);
        writer.pli(1, 2);
        writer.remb(1, 300_000, new int[] {2, 3}, 2);
        writer.bye(SSRC + PayloadType.OPUS);
        return Arrays.copyOf(buffer, writer.length());
    }

    private static byte[] feedback() {
        TransportFeedbackWriter writer = new TransportFeedbackWriter();
        writer.begin(0);
        for (int i = 0; i < 20; i++) {
            writer.received(1_000_000 + 4L * i);
        }
        byte[] buffer = new byte[TransportFeedbackWriter.MAX_BYTES];
        return Arrays.copyOf(buffer, writer.write(buffer, 0, 1, 2, 0));
    }

    /** A stranger's success response. */
    private static byte[] stun() {
        byte[] response = new byte[21];
        response[0] = 1;
        Bytes.put16(response, 1, 0x0101);
        Bytes.put32(response, 5, 0x2112_A442);
        return response;
    }

    @Override
    protected long allocation(int inputLength) {
        // A class for each execution takes one, and each datagram of three bytes or more a buffer of 2 KiB.
        return 8L * 1024 * 1024 + 4_096L * inputLength;
    }

    @Override
    protected int mutations() {
        return 1_000;
    }

    @Override
    protected void execute(byte[] input) {
        Run run = new Run();
        int at = 0;
        while (at + 3 <= input.length) {
            int length = Math.min(Bytes.u16(input, at + 1), input.length - at - 3);
            run.step(
                    (input[at] & 0xFF) % KINDS,
                    Objects.requireNonNull(Arrays.copyOfRange(input, at + 3, at + 3 + length)));
            at += 3 + length;
        }
        run.end();
    }
}
