package lectern.lti.http;

/** A platform could not be asked or did not answer in a usable way; the message is one sentence for an admin. */
public final class PlatformException extends Exception {
    private static final long serialVersionUID = 1L;

    public PlatformException(String message) {
        super(message);
    }

    public PlatformException(String message, Throwable cause) {
        super(message, cause);
    }
}
