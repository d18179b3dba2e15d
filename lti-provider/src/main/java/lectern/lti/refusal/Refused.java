package lectern.lti.refusal;

import java.io.Serializable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A login or launch ends here, with an answer. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Refusal refusal;
    private final @Nullable String detail;
    private final @Nullable Back back;

    /** A way back that is a form: the LMS waits for these fields at this address. */
    public record Back(String url, Map<String, String> fields) implements Serializable {
        private static final long serialVersionUID = 1;

        public Back {
            fields = Map.copyOf(fields);
        }

        @Override
        public String toString() {
            return "Back"; // an address of an LMS may hold a session's secret
        }
    }

    public Refused(Refusal refusal) {
        this(refusal, null);
    }

    /** @param detail one more line for the admin; may quote the LMS, never a token or a person */
    public Refused(Refusal refusal, @Nullable String detail) {
        this(refusal, detail, null);
    }

    /** @param back how the LMS gets to know, when a link will not do */
    public Refused(Refusal refusal, @Nullable String detail, @Nullable Back back) {
        super(refusal.code(), null, false, false); // an answer, not a fault
        this.refusal = refusal;
        this.detail = detail;
        this.back = back;
    }

    public Refusal refusal() {
        return refusal;
    }

    public @Nullable String detail() {
        return detail;
    }

    public @Nullable Back back() {
        return back;
    }
}
