package lectern.lti.dynamic;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why a registration ends without a connection. */
public final class RegistrationRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable String words;

    /** Each reason with its status and what the admin of the LMS reads. */
    public enum Reason {
        SWITCHED_OFF(403, "This server takes no registrations. Ask whoever runs it to connect your LMS."),
        UNREACHABLE(502, "Your LMS could not be asked about itself."),
        NO_CONFIGURATION(502, "What your LMS says about itself is not what LTI asks for."),
        WRONG_ISSUER(403, "Your LMS's description names another server as the LMS, so it was not believed."),
        NO_SUCH_SERVICE(
                502, "Your LMS does not offer LTI 1.3 dynamic registration. Connect it by hand with the guide."),
        INVITE_NEEDED(403, "Type the invite code that you got from whoever runs this server."),
        INVITE_WRONG(403, "This invite code is not good: it may be mistyped, used up or over. Ask for another."),
        TOO_MANY_WAITING(503, "Too many connections wait for an approval already. Ask whoever runs this server."),
        LMS_REFUSED(
                502,
                "Your LMS refused the registration; its own words are below. Start again from your LMS: what it sent "
                        + "along is good for one try only."),
        BAD_ANSWER(
                502,
                "Your LMS took the registration but answered in a way that cannot be understood. Remove the tool there, "
                        + "and connect it by hand with the guide.");

        private final int status;
        private final String sentence;

        Reason(int status, String sentence) {
            this.status = status;
            this.sentence = sentence;
        }

        public int status() {
            return status;
        }

        public String sentence() {
            return sentence;
        }

        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    RegistrationRefused(Reason reason) {
        this(reason, null);
    }

    /** @param words of the LMS, or what exactly is wrong; shown to the admin */
    RegistrationRefused(Reason reason, @Nullable String words) {
        super(reason.code(), null, false, false); // an answer, not a fault
        this.reason = reason;
        this.words = words;
    }

    public Reason reason() {
        return reason;
    }

    public @Nullable String words() {
        return words;
    }
}
