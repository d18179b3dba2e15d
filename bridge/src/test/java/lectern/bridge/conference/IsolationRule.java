package lectern.bridge.conference;

import lectern.bridge.SourceKind;
import lectern.bridge.codec.RedPayload;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.sdp.PayloadType;

/** Nothing leaves toward a peer that its row does not allow; padding is of nobody. */
final class IsolationRule {
    private final Simulation simulation;
    private final String receiver;
    private final RtpView view = new RtpView();
    private final RedPayload red = new RedPayload();

    IsolationRule(Simulation simulation, String receiver) {
        this.simulation = simulation;
        this.receiver = receiver;
    }

    /** Looks at a packet as it leaves the bridge. */
    void judge(byte[] datagram, int length) {
        if (!simulation.judges) {
            return;
        }
        simulation.judged++;
        if (!view.wrap(datagram, 0, length)) {
            throw new AssertionError("no RTP");
        }
        int at = view.payloadOffset();
        if (view.payloadLength() == 0) {
            return;
        }
        if (PayloadType.originalOf(view.payloadType()) >= 0) {
            at += 2;
        }
        if (view.payloadType() == PayloadType.RED && red.wrap(datagram, at, view.payloadLength())) {
            at += red.primaryAt();
        } else if (view.payloadType() != PayloadType.OPUS) {
            at += SimStream.VP8_HEADER;
        }
        if (Bytes.u16(datagram, at) != SimStream.MAGIC) {
            throw new AssertionError("payload without identity");
        }
        int sender = Bytes.u16(datagram, at + 2);
        SourceKind kind = SimStream.KINDS.get(datagram[at + 4]);
        String name = simulation.name(sender);
        if (name == null || !simulation.table.row(receiver).allows(name, kind)) {
            throw new AssertionError("a packet of " + name + " (" + kind + ") left toward " + receiver);
        }
    }
}
