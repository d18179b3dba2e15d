package lectern.bridge;

import org.jspecify.annotations.Nullable;

/**
 * What happens in a conference, told on its media loop. An implementation only posts: it must not block, and may call
 * the conference back (calls are queued). It leaves out what it does not want to know.
 */
public interface ConferenceListener {
    /** ICE and DTLS are up: media flows. Told again after a path change only if it had been lost. */
    default void connected(String endpoint) {}

    /** The data channel opened: {@link Conference#send} works. */
    default void channelOpened(String endpoint) {}

    /** A text message of at most 16 KiB came on the data channel; larger or binary ones are dropped and counted. */
    default void message(String endpoint, String text) {}

    /** The endpoint's slots changed. */
    default void slots(String endpoint, SlotMap map) {}

    /** Voice activity by RFC 6464 levels, with hang-over, at most four changes a second for an endpoint. */
    default void speaking(String endpoint, boolean speaking) {}

    /**
     * The path is lost (RFC 7675: no consent for 15 s) or the peer closed DTLS. The endpoint stays until
     * {@link Conference#leave}, a new join or a restart.
     */
    default void disconnected(String endpoint, String reason) {}

    /**
     * The codec that cameras and screens shall be sent in from now on; told first before anybody joins. A sender switches
     * without negotiation; until it has, and where it cannot, it goes on with the other one.
     */
    default void videoCodec(VideoCodec codec) {}

    /**
     * The endpoint sends more than it may; told at most every 10 s for each source and limit.
     *
     * @param kind null when it is not about a source
     */
    default void limited(String endpoint, @Nullable SourceKind kind, PublisherLimit limit) {}

    /**
     * Which of the endpoint's pictures somebody receives has changed: what nobody does need not be sent. Every endpoint
     * begins with {@link Watched#EVERYTHING}.
     */
    default void watched(String endpoint, Watched watched) {}

    /**
     * How the endpoint's connection is has changed. Every endpoint begins, and begins anew when it joins again, with
     * {@link Quality#GOOD}; looked at once a second.
     */
    default void quality(String endpoint, Quality quality) {}
}
