package lectern.bridge.conference;

import java.util.Arrays;
import java.util.TreeMap;
import lectern.bridge.SourceKind;
import lectern.bridge.codec.H264Payload;
import lectern.bridge.codec.RedPayload;
import lectern.bridge.codec.Vp8Descriptor;
import lectern.bridge.rtp.Bytes;
import lectern.bridge.rtp.RtpView;
import lectern.bridge.rtp.SequenceUnwrapper;
import lectern.bridge.sdp.PayloadType;
import lectern.bridge.sdp.ReceiveSlot;

/** What a simulated peer got in one slot. */
final class SimInbox {
    final ReceiveSlot slot;
    final TreeMap<Long, Arrival> arrivals = new TreeMap<>();
    int restored;

    private static final int[] NONE = {};
    private static final int MOST_MISSING = 30;
    private static final int LOOKS_BACK = 200;
    /** A power of two, so that a number has one place. */
    private static final int CAME = 256;

    private final long[] came = new long[CAME];
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    private final int[] missing = new int[MOST_MISSING];
    private final SequenceUnwrapper unwrapper = new SequenceUnwrapper();
    private final RedPayload red = new RedPayload();
    private final Vp8Descriptor vp8 = new Vp8Descriptor();

    /** One packet; {@code sequence} is the number in its source. */
    record Arrival(
            long at,
            int timestamp,
            boolean marker,
            int sender,
            SourceKind kind,
            int layer,
            int sequence,
            int pictureId,
            int tl0,
            boolean keyframe,
            int type) {}

    SimInbox(ReceiveSlot slot) {
        this.slot = slot;
        Arrays.fill(came, Long.MIN_VALUE);
    }

    void add(RtpView view, long now) {
        boolean rtx = view.ssrc() != slot.ssrc();
        int at = view.payloadOffset() + (rtx ? 2 : 0);
        int sequence = rtx ? Bytes.u16(view.buffer(), view.payloadOffset()) : view.sequence();
        restored += rtx ? 1 : 0;
        int body = at;
        int type = rtx ? PayloadType.originalOf(view.payloadType()) : view.payloadType();
        boolean keyframe = false;
        if (type == PayloadType.RED) {
            if (!red.wrap(view.buffer(), at, view.payloadLength())) {
                throw new AssertionError("no redundant sound");
            }
            body += red.primaryAt();
        } else if (type == PayloadType.H264) {
            keyframe = H264Payload.keyframeStart(view.buffer(), at, view.payloadLength() - (rtx ? 2 : 0));
            body += 6;
        } else if (type != PayloadType.OPUS) {
            if (!vp8.wrap(view.buffer(), at, view.payloadLength() - (rtx ? 2 : 0))) {
                throw new AssertionError("no VP8");
            }
            keyframe = vp8.keyframeStart();
            body += SimStream.VP8_HEADER;
        }
        Arrival arrival = new Arrival(
                now,
                view.timestamp(),
                view.marker(),
                Bytes.u16(view.buffer(), body + 2),
                SimStream.KINDS.get(view.buffer()[body + 4]),
                view.buffer()[body + 5],
                Bytes.i32(view.buffer(), body + 6),
                vp8.pictureId(),
                vp8.tl0PicIdx(),
                keyframe,
                type);
        long unwrapped = unwrapper.unwrap(sequence);
        came[(int) unwrapped & (CAME - 1)] = unwrapped;
        first = Math.min(first, unwrapped);
        last = Math.max(last, unwrapped);
        Arrival same = arrivals.put(unwrapped, arrival);
        if (same != null && (same.sender != arrival.sender || same.sequence != arrival.sequence)) {
            throw new AssertionError("two packets under one number: " + same + " and " + arrival);
        }
    }

    /** At most 30 missing numbers of the last 200. An array, because it is asked 33 times a second. */
    int[] missing() {
        int count = 0;
        long from = Math.max(first, last - LOOKS_BACK);
        for (long sequence = from; sequence < last && count < MOST_MISSING; sequence++) {
            if (came[(int) sequence & (CAME - 1)] != sequence) {
                missing[count] = (int) sequence & 0xFFFF;
                count++;
            }
        }
        return count == 0 ? NONE : Arrays.copyOf(missing, count);
    }
}
