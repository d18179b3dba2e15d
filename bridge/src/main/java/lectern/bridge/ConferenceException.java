package lectern.bridge;

/** A call that the conference could not do; the message is one sentence that names the reason. */
public final class ConferenceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ConferenceException(String message) {
        super(message);
    }
}
