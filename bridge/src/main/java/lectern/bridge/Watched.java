package lectern.bridge;

/**
 * Which of an endpoint's pictures somebody receives, or the tap does; the others need not be sent. What is not being
 * sent anyway counts as watched, so that it may begin.
 *
 * @param low the camera's low layer
 * @param high the camera's high layer
 * @param screen the screen
 */
public record Watched(boolean low, boolean high, boolean screen) {
    /** Where every endpoint begins. */
    public static final Watched EVERYTHING = new Watched(true, true, true);
}
