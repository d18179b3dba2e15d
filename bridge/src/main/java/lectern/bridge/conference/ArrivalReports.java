package lectern.bridge.conference;

import lectern.bridge.congestion.PacketArrivals;
import lectern.bridge.rtcp.TransportFeedbackWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.srtp.SrtpSession;

/**
 * Tells one publisher when its packets came (transport-wide congestion control), so that its estimate follows the path
 * within a second; REMB says where it ends. Nothing is allocated for a packet.
 */
final class ArrivalReports {
    /** Senders' estimators want several a second; in a quiet endpoint's turns of 50 ms this makes twenty. */
    static final long INTERVAL_NANOS = 45_000_000L;
    /** More than the caps let through in one interval, so that a flood gets no feedback storm. */
    private static final int MOST_AT_ONCE = 2;

    private final Endpoint endpoint;
    private final int ssrc;
    private final PacketArrivals arrivals = new PacketArrivals();
    private final TransportFeedbackWriter writer = new TransportFeedbackWriter();
    private final byte[] buffer = new byte[TransportFeedbackWriter.MAX_BYTES + 2 * SrtpSession.SLACK];
    private int media;
    private int number;
    private long nextAt;
    private long arrivedAt = Long.MIN_VALUE / 2;

    /** @param ssrc of our feedback */
    ArrivalReports(Endpoint endpoint, int ssrc) {
        this.endpoint = endpoint;
        this.ssrc = ssrc;
    }

    /** One authentic packet, whatever becomes of it: what is over a cap took its share of the path too. */
    void arrived(RtpView view, long now) {
        int at = view.find(HeaderExtension.TRANSPORT_CC.id());
        if (at >= 0 && view.elementLength() == 2) {
            if (!arrivals.news()) {
                nextAt = now + INTERVAL_NANOS;
            }
            int sequence = Bytes.u16(view.buffer(), at);
            if (now - arrivedAt > Layer.BLACKOUT_NANOS) {
                arrivals.leap(sequence);
            }
            arrivals.arrived(sequence, now);
            arrivedAt = now;
            media = view.ssrc();
        }
    }

    void tick(long now) {
        if (!arrivals.news() || now - nextAt < 0) {
            return;
        }
        nextAt = now + INTERVAL_NANOS;
        for (int i = 0; i < MOST_AT_ONCE && arrivals.news(); i++) {
            report();
        }
    }

    private void report() {
        long sequence = arrivals.first();
        writer.begin(sequence);
        while (sequence < arrivals.end()) {
            long ticks = arrivals.at(sequence);
            if (ticks == PacketArrivals.MISSING ? !writer.missing() : !writer.received(ticks)) {
                break;
            }
            sequence++;
        }
        arrivals.reported(sequence);
        endpoint.link().sendRtcp(buffer, 0, writer.write(buffer, 0, ssrc, media, number));
        number++;
    }
}
