package lectern.bridge.sdp;

import java.util.Locale;
import java.util.stream.Collectors;
import lectern.bridge.SourceKind;

/** Writes an {@link Offer}; the order of lines within a section matters to browsers. */
final class OfferWriter {
    /** In kbit/s: without a hint a camera's second layer waits for seconds until the estimate allows it. */
    private static final int START_BITRATE = 800;

    private static final int MAX_MESSAGE_SIZE = 65_536;

    private final Offer offer;
    private final StringBuilder sdp = new StringBuilder(32 * 1024);

    OfferWriter(Offer offer) {
        this.offer = offer;
    }

    String write() {
        session();
        for (SourceKind kind : SourceKind.values()) {
            source(kind);
        }
        for (ReceiveSlot slot : offer.slots()) {
            slot(slot);
        }
        data();
        return sdp.toString();
    }

    private void session() {
        line("v=0");
        line("o=- " + offer.sessionId() + " " + offer.version() + " IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        line("a=ice-lite");
        line("a=group:BUNDLE " + String.join(" ", Mids.of(offer)));
        line("a=extmap-allow-mixed");
        line("a=msid-semantic: WMS *");
    }

    private void source(SourceKind kind) {
        head(OfferedLine.source(kind, offer.options()));
        if (kind == SourceKind.CAMERA) {
            line("a=rid:l recv");
            line("a=rid:h recv");
            line("a=simulcast:recv l;h");
        }
    }

    private void slot(ReceiveSlot slot) {
        head(OfferedLine.slot(slot, offer.options()));
        // One MediaStream for each slot. With the retransmission's line before the media's Chromium takes it for media.
        line("a=msid:" + slot.mid() + " " + slot.mid());
        String ssrc = Integer.toUnsignedString(slot.ssrc());
        if (slot.video()) {
            String rtx = Integer.toUnsignedString(slot.rtxSsrc());
            line("a=ssrc-group:FID " + ssrc + " " + rtx);
            line("a=ssrc:" + ssrc + " cname:lectern");
            line("a=ssrc:" + rtx + " cname:lectern");
        } else {
            line("a=ssrc:" + ssrc + " cname:lectern");
        }
    }

    private void head(OfferedLine offered) {
        String types = offered.codecs().stream()
                .map(codec -> " " + codec.payloadType())
                .collect(Collectors.joining());
        line("m=" + (offered.video() ? "video" : "audio") + " 9 UDP/TLS/RTP/SAVPF" + types);
        transport(offered.mid());
        for (HeaderExtension extension : offered.extensions()) {
            line("a=extmap:" + extension.id() + " " + extension.uri());
        }
        line("a=" + offered.direction().name().toLowerCase(Locale.ROOT));
        line("a=rtcp-mux");
        if (offered.video()) {
            line("a=rtcp-rsize");
        }
        offered.codecs().forEach(this::codec);
    }

    private void codec(Codec codec) {
        String prefix = codec.payloadType() + " ";
        line("a=rtpmap:" + prefix + codec.rtpmap());
        for (String feedback : codec.feedback()) {
            line("a=rtcp-fb:" + prefix + feedback);
        }
        if (!codec.fmtp().isEmpty()) {
            line("a=fmtp:" + prefix + codec.fmtp());
        }
    }

    private void data() {
        line("m=application 9 UDP/DTLS/SCTP webrtc-datachannel");
        transport(Mids.DATA);
        line("a=sctp-port:5000");
        line("a=max-message-size:" + MAX_MESSAGE_SIZE);
    }

    private void transport(String mid) {
        line("c=IN IP4 0.0.0.0");
        line("a=mid:" + mid);
        line("a=ice-ufrag:" + offer.ice().ufrag());
        line("a=ice-pwd:" + offer.ice().pwd());
        line("a=fingerprint:" + offer.fingerprint().algorithm() + " "
                + offer.fingerprint().value());
        line("a=setup:actpass");
        if (mid.equals(SourceKind.MIC.mid())) {
            candidates();
        }
    }

    /** In the first section only, which carries the bundle's transport (RFC 9143 §7.2). */
    private void candidates() {
        for (int i = 0; i < offer.candidates().size(); i++) {
            line("a=candidate:" + offer.candidates().get(i).line(i));
        }
        line("a=end-of-candidates");
    }

    private void line(String text) {
        sdp.append(text).append("\r\n");
    }

    static String startBitrate() {
        return "x-google-start-bitrate=" + START_BITRATE;
    }
}
