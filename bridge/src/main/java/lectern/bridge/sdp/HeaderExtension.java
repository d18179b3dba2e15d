package lectern.bridge.sdp;

import org.jspecify.annotations.Nullable;

/** RTP header extensions (RFC 8285) with their identifiers, the same in every offer and on every line. */
public enum HeaderExtension {
    /** RFC 9143 §15.3. */
    MID(1, "urn:ietf:params:rtp-hdrext:sdes:mid"),
    /** RFC 8852 §3.1. */
    RID(2, "urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"),
    /** RFC 8852 §3.2: on retransmissions. */
    REPAIRED_RID(3, "urn:ietf:params:rtp-hdrext:sdes:repaired-rtp-stream-id"),
    /** RFC 6464. */
    AUDIO_LEVEL(4, "urn:ietf:params:rtp-hdrext:ssrc-audio-level"),
    /** 24-bit send time in 1/2^18 s. */
    ABS_SEND_TIME(5, "http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time"),
    /** Sequence number for transport-wide feedback; offered only when the offer has transport-cc. */
    TRANSPORT_CC(6, "http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01"),
    /** 3GPP TS 26.114 §7.4.5. */
    VIDEO_ORIENTATION(7, "urn:3gpp:video-orientation");

    private final int id;
    private final String uri;

    HeaderExtension(int id, String uri) {
        this.id = id;
        this.uri = uri;
    }

    public int id() {
        return id;
    }

    public String uri() {
        return uri;
    }

    /** Null for an address that we do not know. */
    public static @Nullable HeaderExtension byUri(String uri) {
        for (HeaderExtension extension : values()) {
            if (extension.uri.equals(uri)) {
                return extension;
            }
        }
        return null;
    }
}
