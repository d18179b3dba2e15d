package lectern.bridge;

/**
 * What a class decides about its conference.
 *
 * @param video the codec that cameras and screens should use; H.264 is in force while everybody takes it, VP8 otherwise
 * @param red whether microphones send their last packets again with each new one (RFC 2198), where they can
 */
public record ConferenceSettings(VideoCodec video, boolean red) {
    public static final ConferenceSettings DEFAULT = new ConferenceSettings(VideoCodec.VP8, false);
}
