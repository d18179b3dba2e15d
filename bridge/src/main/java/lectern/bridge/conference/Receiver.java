package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.List;
import lectern.bridge.SlotMap;
import lectern.bridge.congestion.TokenBucket;
import lectern.bridge.forward.SourceKey;
import lectern.bridge.rtcp.NtpTime;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.sdp.ReceiveSlot;
import org.jspecify.annotations.Nullable;

/** An endpoint's receive slots and what it says of them in RTCP. */
final class Receiver {
    /** Resending more than this would feed the congestion that lost the packets. */
    private static final long RESEND_BYTES_PER_SECOND = 250_000;

    private final List<Slot> audio = new ArrayList<>();
    private final List<Slot> video = new ArrayList<>();
    private final List<Slot> all = new ArrayList<>();
    private final TokenBucket resends = new TokenBucket(RESEND_BYTES_PER_SECOND);
    private int lossPerMille;
    private long rttNanos;

    Receiver(Endpoint endpoint, List<ReceiveSlot> lines, byte[] egress, java.util.Random random) {
        for (ReceiveSlot line : lines) {
            Slot slot = new Slot(endpoint, line, egress, random);
            (line.video() ? video : audio).add(slot);
            all.add(slot);
        }
    }

    private @Nullable Slot bySsrc(int ssrc) {
        for (int i = 0; i < all.size(); i++) {
            Slot slot = all.get(i);
            if (slot.line.ssrc() == ssrc) {
                return slot;
            }
        }
        return null;
    }

    List<Slot> audio() {
        return audio;
    }

    List<Slot> video() {
        return video;
    }

    /** Who is in these slots. */
    static List<@Nullable SourceKey> sources(List<Slot> slots) {
        List<@Nullable SourceKey> keys = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            Source source = slot.source();
            keys.add(source == null ? null : source.key);
        }
        return keys;
    }

    List<SlotMap.Slot> describe() {
        List<SlotMap.Slot> described = new ArrayList<>(audio.size() + video.size());
        audio.forEach(slot -> described.add(describe(slot)));
        video.forEach(slot -> described.add(describe(slot)));
        return described;
    }

    private static SlotMap.Slot describe(Slot slot) {
        Source source = slot.source();
        return source == null
                ? new SlotMap.Slot(slot.line.mid(), null, null)
                : new SlotMap.Slot(slot.line.mid(), source.key.endpoint(), source.key.kind());
    }

    void clear(long now) {
        audio.forEach(slot -> slot.assign(null, now));
        video.forEach(slot -> slot.assign(null, now));
    }

    void requestKeyframes() {
        video.forEach(Slot::requestKeyframe);
    }

    boolean mayResend(int bytes, long now) {
        return resends.admits(bytes, now);
    }

    /** Loss of the worst slot in the last reports. */
    int lossPerMille() {
        return lossPerMille;
    }

    /** 0 while unknown. */
    long rttNanos() {
        return rttNanos;
    }

    /** The blocks of a sender or receiver report that are about our slots. */
    void reported(RtcpReader rtcp, long now) {
        int worst = 0;
        boolean ours = false;
        for (int i = 0; i < rtcp.count(); i++) {
            if (bySsrc(rtcp.reportedSsrc(i)) == null) {
                continue;
            }
            ours = true;
            worst = Math.max(worst, rtcp.fractionLost(i) * 1000 / 256);
            int sent = rtcp.lastSenderReport(i);
            if (sent != 0) {
                int units = NtpTime.middle(NtpTime.ofNanos(now)) - sent - rtcp.delaySinceLastSenderReport(i);
                rttNanos = units < 0 ? 0 : NtpTime.middleToNanos(units);
            }
        }
        if (ours) {
            lossPerMille = worst;
        }
    }

    void nack(RtcpReader rtcp, long now) {
        Slot slot = bySsrc(rtcp.mediaSsrc());
        if (slot == null) {
            return;
        }
        for (int i = 0; i < rtcp.nackCount(); i++) {
            int id = rtcp.nackPacketId(i);
            slot.resend(id, now);
            for (int mask = rtcp.nackMask(i), bit = 1; mask != 0; mask >>>= 1, bit++) {
                if ((mask & 1) != 0) {
                    slot.resend((id + bit) & 0xFFFF, now);
                }
            }
        }
    }

    void pictureLost(int ssrc) {
        Slot slot = bySsrc(ssrc);
        if (slot != null) {
            slot.requestKeyframe();
        }
    }
}
