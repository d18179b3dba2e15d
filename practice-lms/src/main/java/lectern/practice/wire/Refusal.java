package lectern.practice.wire;

import java.io.Serial;

/** A call that is refused: the status and one sentence for whoever reads the tool's log. */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final int status;
    private final String error;

    public Refusal(int status, String sentence) {
        this(status, "invalid_request", sentence);
    }

    /**
     * A refusal with a word for programs.
     *
     * @param error the OAuth 2.0 error code (RFC 6749 §5.2)
     */
    public Refusal(int status, String error, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
        this.error = error;
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }
}
