package lectern.recorder.codec;

import java.util.Arrays;
import lectern.recorder.jitter.RtpView;

/** Opus (RFC 7587 §4.2): each payload is one packet. */
final class OpusDepacketizer implements Depacketizer {
    private static final MediaFormat FORMAT = new MediaFormat.Opus();
    /** RFC 6716 §3.4: 48 frames of at most 1275 bytes would be more than any datagram. */
    private static final int MAX_PACKET = 8192;

    private final Sink sink;
    private long malformed;

    OpusDepacketizer(Sink sink) {
        this.sink = sink;
    }

    @Override
    public void packet(RtpView packet, long arrivalMicros) {
        int length = packet.payloadLength();
        if (length == 0) {
            return;
        }
        int from = packet.payloadOffset();
        int duration = OpusPacket.duration(packet.buffer(), from, length);
        if (duration == 0 || length > MAX_PACKET) {
            malformed++;
            return;
        }
        byte[] data = Arrays.copyOfRange(packet.buffer(), from, from + length);
        sink.frame(new Frame(FORMAT, packet.timestamp(), arrivalMicros, true, data, length, duration));
    }

    /** Timestamps tell what is missing. */
    @Override
    public void lost() {}

    @Override
    public long malformed() {
        return malformed;
    }
}
