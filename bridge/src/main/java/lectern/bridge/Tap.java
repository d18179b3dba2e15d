package lectern.bridge;

import org.jspecify.annotations.Nullable;

/**
 * Receives decrypted packets of the sources in the table's {@code recorder} row, after retransmissions filled what they
 * could. Called on the media loop: copy and return.
 */
public interface Tap {
    Tap NONE = new Tap() {
        @Override
        public void opened(Track track) {}

        @Override
        public void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length) {}

        @Override
        public void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp) {}

        @Override
        public void closed(int track, String reason) {}
    };

    /** A tapped source sent its first packet, or came back into the recorder's row (with a new track number). */
    void opened(Track track);

    /**
     * One RTP packet (RFC 3550 §5.1), valid during the call only. Packets come in arrival order: reordered ones late.
     *
     * @param arrivalNanos on the scale of {@link System#nanoTime()}
     */
    void rtp(int track, long arrivalNanos, byte[] buffer, int offset, int length);

    /**
     * The source's sender report (RFC 3550 §6.4.1).
     *
     * @param ntpTimestamp 64-bit NTP time, seconds in the upper half
     */
    void senderReport(int track, long arrivalNanos, long ntpTimestamp, int rtpTimestamp);

    /** No more packets under this number. Reasons: {@code left}, {@code audience}, {@code restarted}, {@code stopped}. */
    void closed(int track, String reason);

    /**
     * A tapped source.
     *
     * @param id unique within the conference
     * @param layer simulcast RID (RFC 8852), {@code l} or {@code h}; null without simulcast
     * @param codec {@code opus}, {@code VP8} or {@code H264}
     * @param clockRate of RTP timestamps in Hz
     */
    record Track(
            int id,
            String endpoint,
            SourceKind kind,
            @Nullable String layer,
            String codec,
            int clockRate,
            int ssrc) {}
}
