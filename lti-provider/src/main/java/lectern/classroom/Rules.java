package lectern.classroom;

/**
 * What holds for everybody in the class beside the rooms they are in.
 *
 * @param peek hosts may look into a room without being seen there; set before the class, so that all are told
 * @param seeHostsOnly students see the cameras of hosts and not each other's
 * @param hearHostsOnly students hear the microphones of hosts and not each other's; hosts hear everybody
 */
public record Rules(boolean peek, boolean seeHostsOnly, boolean hearHostsOnly) {
    /** Everybody sees and hears the others of their room, and nobody unseen. */
    public static final Rules OPEN = new Rules(false, false, false);
}
