package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.bridge.Conference;
import lectern.bridge.PublisherLimit;
import lectern.bridge.SourceKind;
import lectern.bridge.View;
import lectern.bridge.forward.SourceKey;
import lectern.bridge.net.Path;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.sdp.Answer;
import lectern.bridge.sdp.Offer;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.sdp.ReceiveSlot;
import lectern.bridge.srtp.SrtpSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One participant's connection: its link, what it sends and what it receives. */
final class Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);

    /** Smallest RTP and RTCP packets worth decrypting. */
    private static final int MIN_RTP = 12;

    private static final int MIN_RTCP = 8;

    final Counters counters = new Counters();
    final QualityWatch quality = new QualityWatch();

    private final String id;
    private final ConferenceState conference;
    private final Link link;
    private final Publisher publisher;
    private final Receiver receiver;
    private final Reports reports;
    private final RtpView view = new RtpView();
    private final RtcpReader rtcp = new RtcpReader();
    private final Map<SourceKey, Integer> heights = new HashMap<>();
    private final Intake intake;
    private Offer offer;
    private View shown = View.DEFAULT;
    private boolean announced;
    private boolean answered;
    private boolean takesH264;
    private boolean takesRed;
    private boolean broken;
    private long heardAt;
    private final Attention attention = new Attention();

    Endpoint(
            ConferenceState conference,
            LoopContext context,
            Switchboard switchboard,
            String id,
            Conference.Slots slots) {
        this.id = id;
        this.conference = conference;
        intake = new Intake(context.settings(), counters, conference.counters());
        link = new Link(context, switchboard, this);
        List<ReceiveSlot> lines = lines(slots, context.random());
        offer = new Offer(
                1 + (context.random().nextLong() >>> 2),
                1,
                link.local(),
                context.channels().fingerprint(),
                context.candidates(),
                lines,
                Offer.Options.DEFAULT.of(conference.wishes()));
        publisher = new Publisher(conference, this);
        receiver = new Receiver(this, lines, conference.egress(), context.random());
        reports = new Reports(this, context);
    }

    private static List<ReceiveSlot> lines(Conference.Slots slots, java.util.Random random) {
        List<ReceiveSlot> lines = new ArrayList<>();
        // Even for media, odd for its retransmissions: no two of an endpoint are equal.
        int ssrc = random.nextInt(0x4000_0000) & ~1;
        for (int i = 0; i < slots.audio(); i++) {
            lines.add(new ReceiveSlot("a" + i, false, ssrc, 0));
            ssrc += 2;
        }
        for (int i = 0; i < slots.video(); i++) {
            lines.add(new ReceiveSlot("v" + i, true, ssrc, ssrc + 1));
            ssrc += 2;
        }
        return lines;
    }

    String id() {
        return id;
    }

    /** What cannot wait until the next turn of a quiet endpoint has come up. */
    void attend(long now) {
        attention.raise(now);
    }

    void attend() {
        attend(conference.now());
    }

    /** Whether this tick is one of its own. */
    boolean due(long now) {
        return attention.due(now);
    }

    Link link() {
        return link;
    }

    Publisher publisher() {
        return publisher;
    }

    Receiver receiver() {
        return receiver;
    }

    Reports reports() {
        return reports;
    }

    ConferenceState conference() {
        return conference;
    }

    Offer offer() {
        return offer;
    }

    Offer restart() {
        offer = offer.restarted(link.restart());
        return offer;
    }

    void answered(Answer answer) {
        answered = true;
        takesH264 = answer.takesVideo(PayloadType.H264);
        takesRed = answer.hears(PayloadType.RED);
        link.answered(answer.ice(), answer.fingerprints());
    }

    boolean answered() {
        return answered;
    }

    /** Whether its answer takes packets of this type; VP8 and Opus are everybody's. */
    boolean takes(int payloadType) {
        return switch (payloadType) {
            case PayloadType.H264 -> takesH264;
            case PayloadType.RED -> takesRed;
            default -> true;
        };
    }

    View shown() {
        return shown;
    }

    void show(View view) {
        shown = view;
        heights.clear();
        for (View.Tile tile : view.tiles()) {
            heights.putIfAbsent(new SourceKey(tile.endpoint(), tile.kind()), tile.height());
        }
    }

    /** How tall this endpoint shows a source, in device pixels; 0 for what its view does not name. */
    int height(SourceKey source) {
        return heights.getOrDefault(source, 0);
    }

    /** Notes whether the endpoint is known to be speaking; true when that is news. */
    boolean announce(boolean speaking) {
        boolean news = announced != speaking;
        announced = speaking;
        return news;
    }

    /** What the present table says. */
    boolean allowed(Source source) {
        return source.endpoint != this && conference.table().row(id).allows(source.key.endpoint(), source.key.kind());
    }

    void forwarded() {
        counters.forwarded++;
        conference.counters().forwarded++;
    }

    void retransmitted() {
        conference.counters().retransmitted++;
        forwarded();
    }

    private void received() {
        counters.received++;
        conference.counters().received++;
    }

    void badMessage() {
        conference.counters().dropped++;
    }

    /** One datagram over one of this endpoint's paths or for its user fragment. */
    void datagram(int first, byte[] buffer, int length, Path from, long now) {
        if (broken) {
            return;
        }
        heardAt = now;
        if (!intake.datagram(first, first >= 4 || link.has(from), now)) {
            conference.counters().dropped++;
            return;
        }
        try {
            if (first >= 128 && first < 192) {
                link.came(from, length, now);
                media(buffer, length, now);
            } else if (first >= 20 && first < 64) {
                link.came(from, length, now);
                link.dtls(buffer, length);
            } else if (first < 4) {
                link.stun(buffer, length, from, now);
            }
        } catch (RuntimeException e) {
            conference.failed(this, e);
        }
    }

    private void media(byte[] buffer, int length, long now) {
        int type = buffer[1] & 0xFF;
        boolean accepted;
        if (type >= 192 && type < 224) {
            accepted = rtcp(buffer, unprotectRtcp(buffer, length, now), now);
        } else {
            int plain = length < MIN_RTP ? -1 : unprotect(buffer, length, now);
            accepted = plain > 0 && view.wrap(buffer, 0, plain) && packet(now);
            if (plain > 0) {
                received();
            }
        }
        if (!accepted) {
            conference.counters().dropped++;
        }
    }

    private int unprotect(byte[] buffer, int length, long now) {
        boolean known = publisher.knows(Bytes.i32(buffer, 8));
        if (!intake.rtp(known, now)) {
            return -1;
        }
        counters.attempts++;
        int plain = link.unprotect(buffer, length);
        if (known && plain == SrtpSession.AUTH_FAILED) {
            intake.failed(now);
        }
        return plain;
    }

    private int unprotectRtcp(byte[] buffer, int length, long now) {
        if (length < MIN_RTCP || !intake.rtcp(Bytes.i32(buffer, 4), now)) {
            return -1;
        }
        int sender = Bytes.i32(buffer, 4);
        counters.attempts++;
        int plain = link.unprotectRtcp(buffer, length);
        if (plain > 0) {
            intake.authentic(sender);
        } else if (plain == SrtpSession.AUTH_FAILED) {
            intake.rtcpFailed(sender, now);
        }
        return plain;
    }

    private boolean packet(long now) {
        reports.arrivals().arrived(view, now);
        return publisher.packet(view, conference.packet(), now);
    }

    private boolean rtcp(byte[] buffer, int plain, long now) {
        if (plain <= 0) {
            return false;
        }
        rtcp.wrap(buffer, 0, plain);
        while (rtcp.next()) {
            switch (rtcp.type()) {
                case RtcpReader.SENDER_REPORT -> {
                    senderReport(now);
                    receiver.reported(rtcp, now);
                }
                case RtcpReader.RECEIVER_REPORT -> receiver.reported(rtcp, now);
                case RtcpReader.TRANSPORT_FEEDBACK -> {
                    if (rtcp.count() == RtcpReader.FMT_NACK) {
                        receiver.nack(rtcp, now);
                    } else if (rtcp.count() == RtcpReader.FMT_TRANSPORT_CC && receiver.feedback(rtcp, now)) {
                        conference.lineChanged(this, now);
                    }
                }
                case RtcpReader.PAYLOAD_FEEDBACK -> payloadFeedback();
                case RtcpReader.BYE -> bye();
                default -> {
                    // Extended reports and descriptions say nothing that is used here.
                }
            }
        }
        return true;
    }

    private void senderReport(long now) {
        Layer layer = publisher.layer(rtcp.senderSsrc());
        if (layer != null) {
            layer.statistics.senderReport(rtcp.ntpTimestamp(), now);
            conference.taps().senderReport(layer, rtcp, now);
        }
    }

    private void payloadFeedback() {
        if (rtcp.count() == RtcpReader.FMT_PLI) {
            receiver.pictureLost(rtcp.mediaSsrc());
        } else if (rtcp.count() == RtcpReader.FMT_FIR) {
            for (int i = 0; i < rtcp.firCount(); i++) {
                receiver.pictureLost(rtcp.firSsrc(i));
            }
        }
    }

    private void bye() {
        for (int i = 0; i < rtcp.count(); i++) {
            Layer layer = publisher.layer(rtcp.byeSsrc(i));
            if (layer != null) {
                layer.source.inactive();
            }
        }
    }

    void up(long now) {
        conference.connected(this, now);
    }

    void down(String reason) {
        conference.disconnected(this, reason);
    }

    void unreached(boolean checked) {
        conference.unreached(this, checked);
    }

    void channelOpened() {
        conference.channelOpened(this);
    }

    void message(String text) {
        long now = conference.now();
        if (intake.message(now)) {
            conference.message(this, text);
            return;
        }
        conference.counters().dropped++;
        if (intake.tells(now)) {
            limited(null, PublisherLimit.MESSAGES);
        }
    }

    /** When something came from it last, whatever it was. */
    long heardAt() {
        return heardAt;
    }

    /** Says that this endpoint sends more than it may. */
    void limited(@Nullable SourceKind kind, PublisherLimit limit) {
        counters.told++;
        conference.counters().told++;
        LOG.atInfo()
                .addKeyValue("conference", conference.id())
                .addKeyValue("endpoint", id)
                .addKeyValue("source", kind)
                .addKeyValue("limit", limit)
                .log("held to its limit");
        conference.limited(this, kind, limit);
    }

    /** Ends the connection; the conference forgets the endpoint by itself. */
    void close(String reason) {
        receiver.clear(conference.now());
        publisher.forEach(source -> source.close(reason));
        link.close();
    }

    /** Keeps the endpoint as a shell that does nothing more, after a programming error in its handling. */
    void breakDown() {
        broken = true;
        close("left");
    }
}
