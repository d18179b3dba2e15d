package lectern.bench.peer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import lectern.bridge.rtcp.RtcpWriter;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.Rtx;
import lectern.bridge.sdp.HeaderExtension;
import lectern.bridge.sdp.PayloadType;
import org.jspecify.annotations.Nullable;

/** What comes to a peer, by slot, and what it has to say about it. */
final class Reception {
    private static final int MAX_BLOCKS = 31;

    private final Map<Integer, IncomingSlot> slots = new HashMap<>();
    private final Map<Integer, IncomingSlot> repairs = new HashMap<>();
    private final List<IncomingSlot> inOrder = new ArrayList<>();
    private final RtpView view = new RtpView();
    private final MediaArrival arrival = new MediaArrival();
    private @Nullable TransportFeedback feedback;
    private boolean announced;
    private int lastSsrc;
    private int firstBlock;

    /** What became of a packet. */
    enum Outcome {
        DELIVERED,
        DUPLICATE,
        UNKNOWN
    }

    void slots(RemoteSession session, long now) {
        announced = !session.receiving().isEmpty();
        for (RemoteSession.Stream stream : session.receiving()) {
            IncomingSlot slot = add(stream.mid(), stream.video(), stream.ssrc());
            if (stream.rtxSsrc() != 0) {
                repairs.put(stream.rtxSsrc(), slot);
            }
        }
        if (session.transportCc()) {
            feedback = new TransportFeedback(now);
        }
    }

    private IncomingSlot add(String mid, boolean video, int ssrc) {
        IncomingSlot slot = new IncomingSlot(mid, video, ssrc);
        slots.put(ssrc, slot);
        inOrder.add(slot);
        return slot;
    }

    MediaArrival arrival() {
        return arrival;
    }

    @Nullable
    IncomingSlot slot(String mid) {
        return inOrder.stream().filter(slot -> slot.mid.equals(mid)).findFirst().orElse(null);
    }

    /** Counts a packet by its clear header alone; false when it is one to decrypt. */
    boolean counted(byte[] buffer, int length, int oneIn, long now) {
        IncomingSlot slot = slots.get(Bytes.i32(buffer, 8));
        if (slot == null || Bytes.u16(buffer, 2) % oneIn == 0 || !view.wrap(buffer, 0, length)) {
            return false;
        }
        numbered(now);
        slot.counted(view, now);
        return true;
    }

    /** Takes a decrypted packet. */
    Outcome received(byte[] buffer, int length, long now) {
        if (!view.wrap(buffer, 0, length)) {
            return Outcome.UNKNOWN;
        }
        numbered(now);
        IncomingSlot direct = slots.get(view.ssrc());
        int original = PayloadType.originalOf(view.payloadType());
        if (direct == null && !announced && original < 0) {
            boolean video = PayloadType.rtxOf(view.payloadType()) >= 0;
            direct = add(Integer.toUnsignedString(view.ssrc()), video, view.ssrc());
        }
        if (direct != null) {
            return outcome(direct.received(view, false, arrival, now));
        }
        IncomingSlot repaired = repairs.get(view.ssrc());
        if (repaired == null) {
            return Outcome.UNKNOWN;
        }
        boolean restored = original >= 0 && Rtx.restore(view, original, repaired.ssrc);
        return outcome(restored && repaired.received(view, true, arrival, now));
    }

    private static Outcome outcome(boolean delivered) {
        return delivered ? Outcome.DELIVERED : Outcome.DUPLICATE;
    }

    private void numbered(long now) {
        TransportFeedback to = feedback;
        int at = to == null ? -1 : view.find(HeaderExtension.TRANSPORT_CC.id());
        if (to != null && at >= 0 && view.elementLength() == 2) {
            lastSsrc = view.ssrc();
            to.received(Bytes.u16(view.buffer(), at), now);
        }
    }

    void senderReport(int ssrc, long ntp, long now) {
        IncomingSlot slot = slots.get(ssrc);
        if (slot != null) {
            slot.senderReport(ntp, now);
        }
    }

    /** Reception reports; when there are more slots than fit, others the next time. */
    void blocks(RtcpWriter writer, long now) {
        int blocks = 0;
        int size = inOrder.size();
        for (int i = 0; i < size && blocks < MAX_BLOCKS && writer.room(24); i++) {
            IncomingSlot slot = inOrder.get((firstBlock + i) % size);
            if (slot.active()) {
                slot.report(writer, now);
                blocks++;
            }
        }
        firstBlock = size == 0 ? 0 : (firstBlock + blocks) % size;
    }

    void nacks(RtcpWriter writer, int own, long now) {
        for (int i = 0; i < inOrder.size(); i++) {
            inOrder.get(i).nack(writer, own, now);
        }
    }

    /** Writes transport-wide feedback; its length, 0 for none. */
    int transportFeedback(byte[] buffer, int own) {
        TransportFeedback from = feedback;
        return from == null || !from.pending() ? 0 : from.write(buffer, own, lastSsrc);
    }

    List<PeerStats.Slot> stats() {
        return inOrder.stream().map(IncomingSlot::stats).toList();
    }
}
