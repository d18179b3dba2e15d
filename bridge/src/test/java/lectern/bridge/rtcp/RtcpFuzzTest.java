package lectern.bridge.rtcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import lectern.fuzz.FuzzTarget;
import lectern.fuzz.Promise;
import lectern.fuzz.Surroundings;

/** RTCP compounds (RFC 3550 §6) with NACK, PLI, FIR and REMB; what our writer writes reads back. */
class RtcpFuzzTest extends FuzzTarget {
    private static final int MAX_BLOCKS = 31;

    @Override
    protected List<byte[]> seeds() {
        byte[] buffer = new byte[1_500];
        RtcpWriter writer = new RtcpWriter().begin(buffer, 0, buffer.length);
        writer.senderReport(1, 0x1234_5678_9ABC_DEF0L, 90_000, 10, 1_000);
        writer.block(2, 12, 34, 56, 78, 90, 11);
        writer.nack(1, 2, new int[] {65_530, 65_535, 3, 900}, 4);
        writer.pli(1, 2);
        byte[] reports = Arrays.copyOf(buffer, writer.length());
        writer.begin(buffer, 0, buffer.length);
        writer.receiverReport(1);
        writer.block(2, 0, 0, 0, 0, 0, 0);
        writer.block(3, 255, -1, -1, -1, -1, -1);
        writer.fir(1, 3, 9);
        writer.remb(1, 300_000, new int[] {2, 3}, 2);
        writer.bye(1);
        byte[] feedback = Arrays.copyOf(buffer, writer.length());
        return List.of(reports, feedback);
    }

    @Override
    protected void execute(byte[] input) {
        Surroundings.read(input, RtcpFuzzTest::meaning);
    }

    private static List<Object> meaning(byte[] buffer, int offset, int length) {
        RtcpReader reader = new RtcpReader();
        reader.wrap(buffer, offset, length);
        List<Object> meaning = new ArrayList<>();
        int packets = 0;
        while (reader.next()) {
            packets++;
            Promise.that(4 * packets <= length, "more packets than fit");
            meaning.add(reader.type());
            meaning.add(said(reader));
        }
        return meaning;
    }

    private static List<Object> said(RtcpReader reader) {
        return switch (reader.type()) {
            case RtcpReader.SENDER_REPORT, RtcpReader.RECEIVER_REPORT -> report(reader);
            case RtcpReader.BYE -> {
                List<Object> gone = new ArrayList<>();
                for (int i = 0; i < reader.count(); i++) {
                    gone.add(reader.byeSsrc(i));
                }
                yield gone;
            }
            case RtcpReader.TRANSPORT_FEEDBACK -> {
                List<Object> lost = new ArrayList<>(List.of(reader.senderSsrc(), reader.mediaSsrc()));
                for (int i = 0; i < reader.nackCount(); i++) {
                    lost.add(reader.nackPacketId(i) + "/" + reader.nackMask(i));
                }
                yield lost;
            }
            case RtcpReader.PAYLOAD_FEEDBACK -> {
                List<Object> asked = new ArrayList<>(List.of(reader.mediaSsrc(), reader.rembBitrate()));
                for (int i = 0; i < reader.firCount(); i++) {
                    asked.add(reader.firSsrc(i));
                }
                Promise.that(reader.rembBitrate() >= -1, "a negative bitrate");
                yield asked;
            }
            default -> List.of();
        };
    }

    private static List<Object> report(RtcpReader reader) {
        List<Object> report = new ArrayList<>(List.of(reader.senderSsrc()));
        if (reader.type() == RtcpReader.SENDER_REPORT) {
            report.add(reader.ntpTimestamp());
            report.add(reader.rtpTimestamp());
        }
        Promise.that(reader.count() <= MAX_BLOCKS, "too many blocks");
        for (int i = 0; i < reader.count(); i++) {
            report.add(List.of(
                    reader.reportedSsrc(i),
                    reader.fractionLost(i),
                    reader.lastSenderReport(i),
                    reader.delaySinceLastSenderReport(i)));
        }
        return report;
    }
}
