package lectern.lti.launch;

/** Where a launch ends: what a person expects of the message, its placement and their roles ({@link Routing}). */
public enum Place {
    /** One class's lobby. */
    LOBBY,
    /** All classes of a course. */
    COURSE,
    /** The console of the school's administrators. */
    ADMIN,
    /** The choice of what to add to a course. */
    DEEP_LINKING,
    /** One student's attendance. */
    SUBMISSION_REVIEW,
    /** What is kept of the person who asks. */
    DATA_PRIVACY
}
