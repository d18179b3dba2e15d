package lectern.bridge.sdp;

/**
 * A sendonly line of the offer: what the client receives there has always these SSRCs.
 *
 * @param mid {@code a0}… or {@code v0}…
 * @param rtxSsrc of retransmissions, 0 for audio
 */
public record ReceiveSlot(String mid, boolean video, int ssrc, int rtxSsrc) {}
