package lectern.bench.engine;

import java.net.InetSocketAddress;
import java.util.stream.Collectors;
import lectern.bench.peer.LocalSession;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;

/** The offer of a publisher, as a browser would make it for one microphone and one camera. */
final class JanusSdp {
    private final LocalSession own;
    private final StringBuilder sdp = new StringBuilder(2_048);

    private JanusSdp(LocalSession own) {
        this.own = own;
    }

    /** Only the first layer of a camera: the room has no simulcast. */
    static String offer(LocalSession own) {
        return new JanusSdp(own).write();
    }

    private String write() {
        line("v=0");
        line("o=- 1 1 IN IP4 127.0.0.1");
        line("s=-");
        line("t=0 0");
        line("a=group:BUNDLE "
                + own.sending().stream()
                        .map(LocalSession.Stream::mid)
                        .distinct()
                        .collect(Collectors.joining(" ")));
        String last = "";
        for (LocalSession.Stream stream : own.sending()) {
            if (!stream.mid().equals(last)) {
                media(stream);
            }
            last = stream.mid();
        }
        return sdp.toString();
    }

    private void media(LocalSession.Stream stream) {
        String types = stream.video() ? PayloadType.VP8 + " " + PayloadType.VP8_RTX : "" + PayloadType.OPUS;
        line("m=" + (stream.video() ? "video" : "audio") + " 9 UDP/TLS/RTP/SAVPF " + types);
        line("c=IN IP4 127.0.0.1");
        transport(stream.mid());
        extension(HeaderExtension.MID);
        extension(HeaderExtension.TRANSPORT_CC);
        if (stream.video()) {
            video(stream);
        } else {
            extension(HeaderExtension.AUDIO_LEVEL);
            line("a=rtpmap:" + PayloadType.OPUS + " opus/48000/2");
            line("a=fmtp:" + PayloadType.OPUS + " minptime=10;useinbandfec=1");
            line("a=rtcp-fb:" + PayloadType.OPUS + " transport-cc");
            line("a=ssrc:" + Integer.toUnsignedString(stream.ssrc()) + " cname:bench");
        }
    }

    private void transport(String mid) {
        InetSocketAddress candidate = own.candidate();
        line("a=mid:" + mid);
        line("a=sendonly");
        line("a=rtcp-mux");
        line("a=ice-ufrag:" + own.ice().ufrag());
        line("a=ice-pwd:" + own.ice().pwd());
        line("a=fingerprint:" + own.fingerprint().algorithm() + " "
                + own.fingerprint().value());
        line("a=setup:active");
        line(candidate(candidate));
        line("a=end-of-candidates");
    }

    static String candidate(InetSocketAddress candidate) {
        return "a=candidate:1 1 udp 2130706431 " + candidate.getAddress().getHostAddress() + " " + candidate.getPort()
                + " typ host";
    }

    private void video(LocalSession.Stream stream) {
        String vp8 = PayloadType.VP8 + " ";
        line("a=rtpmap:" + vp8 + "VP8/90000");
        for (String feedback : new String[] {"ccm fir", "nack", "nack pli", "transport-cc"}) {
            line("a=rtcp-fb:" + vp8 + feedback);
        }
        line("a=rtpmap:" + PayloadType.VP8_RTX + " rtx/90000");
        line("a=fmtp:" + PayloadType.VP8_RTX + " apt=" + PayloadType.VP8);
        String ssrc = Integer.toUnsignedString(stream.ssrc());
        String rtx = Integer.toUnsignedString(stream.rtxSsrc());
        line("a=ssrc-group:FID " + ssrc + " " + rtx);
        line("a=ssrc:" + ssrc + " cname:bench");
        line("a=ssrc:" + rtx + " cname:bench");
    }

    private void extension(HeaderExtension extension) {
        line("a=extmap:" + extension.id() + " " + extension.uri());
    }

    private void line(String text) {
        sdp.append(text).append("\r\n");
    }
}
