package lectern.bridge;

/**
 * How an endpoint's connection is for the person, the better first. It is settled with hysteresis: a line that swings
 * does not change it every few seconds.
 */
public enum Quality {
    /** Nothing to speak of. */
    GOOD,
    /** Worse than it should be, but little of it is seen or heard. */
    FAIR,
    /** Pictures are paused, or sound and pictures come with gaps or late, in one direction or both. */
    POOR,
    /** Nothing comes from the endpoint at present. */
    LOST;

    public boolean worseThan(Quality other) {
        return compareTo(other) > 0;
    }
}
