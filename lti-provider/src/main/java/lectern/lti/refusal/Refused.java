package lectern.lti.refusal;

import org.jspecify.annotations.Nullable;

/** A login or launch ends here, with an answer. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final @Nullable String detail;

    public Refused(Refusal refusal) {
        this(refusal, null);
    }

    /** @param detail one more line for the admin; may quote the LMS, never a token or a person */
    public Refused(Refusal refusal, @Nullable String detail) {
        super(refusal.code(), null, false, false); // an answer, not a fault
        this.refusal = refusal;
        this.detail = detail;
    }

    public Refusal refusal() {
        return refusal;
    }

    public @Nullable String detail() {
        return detail;
    }
}
