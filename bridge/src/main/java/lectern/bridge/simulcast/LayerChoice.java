package lectern.bridge.simulcast;

/** The low or the high layer of a camera. */
public final class LayerChoice {
    public static final int NONE = -1;
    public static final int LOW = 0;
    public static final int HIGH = 1;

    /** Tallest picture, in device pixels, that the low layer (180 lines) still fills well. */
    public static final int LOW_HEIGHT = 216;

    private LayerChoice() {}

    /**
     * The layer to show: by size, or the other one when that is not being sent.
     *
     * @return {@link #NONE} when neither is
     */
    public static int of(int height, boolean lowAlive, boolean highAlive) {
        int wanted = height <= LOW_HEIGHT ? LOW : HIGH;
        if (wanted == LOW ? lowAlive : highAlive) {
            return wanted;
        }
        if (lowAlive) {
            return LOW;
        }
        return highAlive ? HIGH : NONE;
    }
}
