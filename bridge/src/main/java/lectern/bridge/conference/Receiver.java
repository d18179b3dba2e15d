package lectern.bridge.conference;

import java.util.ArrayList;
import java.util.List;
import lectern.bridge.SlotMap;
import lectern.bridge.forward.SourceKey;
import lectern.bridge.nack.ResendQueue;
import lectern.bridge.rtcp.NtpTime;
import lectern.bridge.rtcp.RtcpReader;
import lectern.bridge.sdp.ReceiveSlot;
import org.jspecify.annotations.Nullable;

/** An endpoint's receive slots and what it says of them in RTCP. */
final class Receiver {
    /** Packets of padding in one tick. */
    private static final int MAX_PADDING = 64;

    private final Endpoint endpoint;
    private final List<Slot> audio = new ArrayList<>();
    private final List<Slot> video = new ArrayList<>();
    private final List<Slot> all = new ArrayList<>();
    private final Downlink line = new Downlink();
    private final ResendQueue resends = new ResendQueue();
    private int lossPerMille;
    private long rttNanos;

    Receiver(Endpoint endpoint, List<ReceiveSlot> lines, byte[] egress, java.util.Random random) {
        this.endpoint = endpoint;
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

    Downlink line() {
        return line;
    }

    List<Slot> all() {
        return all;
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
                ? new SlotMap.Slot(slot.line.mid(), null, null, false)
                : new SlotMap.Slot(slot.line.mid(), source.key.endpoint(), source.key.kind(), slot.toldPaused());
    }

    void clear(long now) {
        audio.forEach(slot -> slot.assign(null, now));
        video.forEach(slot -> slot.assign(null, now));
    }

    void requestKeyframes() {
        video.forEach(Slot::requestKeyframe);
    }

    /** How many pictures wait for a better line. */
    int paused() {
        int count = 0;
        for (Slot slot : video) {
            count += slot.toldPaused() ? 1 : 0;
        }
        return count;
    }

    /** Sends what is due: padding of a probe, and as much again of what was lost as the line allows. */
    void tick(long now) {
        int padding = line.tick(now);
        if (line.probing()) {
            endpoint.attend(now);
        }
        Slot first = padding > 0 && !video.isEmpty() ? padded() : null;
        for (int i = 0; first != null && padding > 0 && i < MAX_PADDING; i++) {
            padding -= first.pad(Math.min(padding, Slot.MAX_PADDING), now);
        }
        resend(now);
    }

    /** Padding goes with a stream that the receiver knows, where there is one. */
    private Slot padded() {
        for (Slot slot : video) {
            if (slot.reports()) {
                return slot;
            }
        }
        return video.get(0);
    }

    private void resend(long now) {
        if (resends.isEmpty()) {
            return;
        }
        line.allowResends(now);
        while (!resends.isEmpty() && video.get(resends.slot()).resend(resends.sequence(), now)) {
            resends.remove();
        }
    }

    /** Takes transport-wide feedback; true when what may be sent now is something else. */
    boolean feedback(RtcpReader rtcp, long now) {
        long before = line.backAt();
        boolean less = line.feedback(rtcp, now);
        if (line.backAt() == before) {
            return less;
        }
        // Pictures begin anew: what was sent into the silence would only delay them.
        resends.clear();
        requestKeyframes();
        endpoint.attend(now);
        return true;
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
            Slot slot = bySsrc(rtcp.reportedSsrc(i));
            if (slot == null) {
                continue;
            }
            ours = true;
            worst = Math.max(worst, rtcp.fractionLost(i) * 1000 / 256);
            int sent = rtcp.lastSenderReport(i);
            if (sent != 0) {
                int units = NtpTime.middle(NtpTime.ofNanos(now)) - sent - rtcp.delaySinceLastSenderReport(i);
                rttNanos = units < 0 ? 0 : NtpTime.middleToNanos(units);
                line.rtt(rttNanos);
            }
            slot.statistics.reported(rtcp.fractionLost(i), rtcp.jitter(i), sent == 0 ? 0 : rttNanos);
        }
        if (ours) {
            lossPerMille = worst;
        }
    }

    void nack(RtcpReader rtcp, long now) {
        Slot slot = bySsrc(rtcp.mediaSsrc());
        int index = slot == null ? -1 : video.indexOf(slot);
        if (index < 0) {
            return;
        }
        for (int i = 0; i < rtcp.nackCount(); i++) {
            int id = rtcp.nackPacketId(i);
            resends.add(index, id, now, line.rtt());
            for (int mask = rtcp.nackMask(i), bit = 1; mask != 0; mask >>>= 1, bit++) {
                if ((mask & 1) != 0) {
                    resends.add(index, (id + bit) & 0xFFFF, now, line.rtt());
                }
            }
        }
        resend(now);
        if (!resends.isEmpty()) {
            endpoint.attend(now);
        }
    }

    void pictureLost(int ssrc) {
        Slot slot = bySsrc(ssrc);
        if (slot != null) {
            slot.requestKeyframe();
        }
    }
}
