package lectern.classroom;

/** Whether the class is being held. */
public enum Phase {
    IDLE,
    LIVE
}
