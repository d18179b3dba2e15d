package lectern.bridge.sdp;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import lectern.bridge.SourceKind;
import org.jspecify.annotations.Nullable;

/** What the offer says on one media line; the writer and the reader of answers share it. */
record OfferedLine(
        String mid, boolean video, Direction direction, List<Codec> codecs, Set<HeaderExtension> extensions) {
    static OfferedLine of(Offer offer, String mid) {
        for (SourceKind kind : SourceKind.values()) {
            if (kind.mid().equals(mid)) {
                return source(kind, offer.options());
            }
        }
        for (ReceiveSlot slot : offer.slots()) {
            if (slot.mid().equals(mid)) {
                return slot(slot, offer.options());
            }
        }
        throw new IllegalArgumentException("the offer has no line " + mid);
    }

    static OfferedLine source(SourceKind kind, Offer.Options options) {
        boolean stereo = kind == SourceKind.SCREEN_AUDIO;
        return line(
                kind.mid(), kind.video(), Direction.RECVONLY, Codec.offered(options, kind.video(), stereo), options);
    }

    static OfferedLine slot(ReceiveSlot slot, Offer.Options options) {
        // What we send is always counted by its receiver: the estimate of its line is made of that.
        Offer.Options counted = new Offer.Options(options.h264(), true, options.red());
        List<Codec> codecs = Codec.offered(counted, slot.video(), false);
        return line(slot.mid(), slot.video(), Direction.SENDONLY, codecs, counted);
    }

    private static OfferedLine line(
            String mid, boolean video, Direction direction, List<Codec> codecs, Offer.Options options) {
        Set<HeaderExtension> extensions = video
                ? EnumSet.of(
                        HeaderExtension.MID,
                        HeaderExtension.RID,
                        HeaderExtension.REPAIRED_RID,
                        HeaderExtension.ABS_SEND_TIME,
                        HeaderExtension.VIDEO_ORIENTATION)
                : EnumSet.of(HeaderExtension.MID, HeaderExtension.AUDIO_LEVEL, HeaderExtension.ABS_SEND_TIME);
        if (options.transportCc()) {
            extensions.add(HeaderExtension.TRANSPORT_CC);
        }
        return new OfferedLine(mid, video, direction, codecs, extensions);
    }

    /** Null when the line does not offer it. */
    @Nullable
    Codec codec(int payloadType) {
        for (Codec codec : codecs) {
            if (codec.payloadType() == payloadType) {
                return codec;
            }
        }
        return null;
    }

    /** The one direction that answers ours, but for inactive. */
    Direction answeredBy() {
        return direction == Direction.RECVONLY ? Direction.SENDONLY : Direction.RECVONLY;
    }
}
