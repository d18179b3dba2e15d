package lectern.lti.refusal;

import java.util.Locale;

/**
 * Every reason to refuse a login or launch: the status, what the person reads and what their admin reads. The code is
 * the constant's name in lower case.
 */
public enum Refusal {
    MISSING_PARAMETER(400, Words.AGAIN, "The LMS's request lacks a parameter."),
    TOO_LARGE(413, Words.AGAIN, "The LMS's request is larger than this server accepts."),
    NOT_REGISTERED(
            403,
            "This LMS is not connected to the classroom yet. Ask your LMS administrator.",
            "No active registration has this issuer and client id. Register the tool in the LMS, or add the "
                    + "connection with lectern registration add."),
    BUSY(503, "Too many people are opening classes right now. Try again in a minute.", "Too many logins under way."),
    LOGIN_REFUSED(
            403,
            "Your LMS did not let you in. Log in to it again and open the link in your course once more.",
            "The LMS answered the login with an error."),
    STATE_UNKNOWN(
            401,
            "This page was open too long or was reloaded. " + Words.AGAIN,
            "The state of this launch is unknown or older than ten minutes."),
    STATE_USED(
            401,
            "This page was already used once, for example by going back or reloading. " + Words.AGAIN,
            "The state of this launch was used before."),
    WRONG_BROWSER(
            401,
            "Your browser keeps this page apart from your LMS, so it cannot tell that it was you who opened the class. "
                    + "Open the class in a new tab.",
            "Neither of the login's cookies came back and the LMS keeps no data for this tool, or did not answer within "
                    + "2 seconds: third-party cookies are blocked and the browser has no partitioned cookies, or the "
                    + "launch was begun in another browser."),
    BAD_TOKEN(401, Words.LMS, "The id_token is no signed JWT (a compact JWS with JSON in it)."),
    BAD_ALG(401, Words.LMS, "The id_token must be signed with RS256."),
    MISSING_KID(401, Words.LMS, "The id_token's header has no kid."),
    UNKNOWN_KID(401, Words.LMS, "The LMS's key set has no RSA key of 2048 bits or more with the token's kid."),
    KEYS_UNAVAILABLE(502, Words.LMS + " Try again in a minute.", "The LMS's key set cannot be fetched."),
    BAD_SIGNATURE(401, Words.LMS, "The id_token's signature does not fit the LMS's key."),
    BAD_ISSUER(401, Words.LMS, "The id_token's iss is not the registered issuer."),
    BAD_AUDIENCE(401, Words.LMS, "The id_token's aud must be this tool's client id and nothing else."),
    BAD_AZP(401, Words.LMS, "The id_token's azp is not this tool's client id."),
    EXPIRED(401, Words.TOO_LATE, "The id_token has no exp or is over it; check the clocks of both servers."),
    BAD_IAT(
            401,
            Words.TOO_LATE,
            "The id_token's iat is absent, in the future or more than ten minutes ago; check the clocks of both "
                    + "servers."),
    BAD_NONCE(401, Words.LMS, "The id_token's nonce is not the one of this login."),
    MISSING_VERSION(400, Words.LMS, "The launch has no version claim."),
    WRONG_VERSION(400, Words.LMS, "The launch's version must be 1.3.0."),
    MISSING_MESSAGE_TYPE(400, Words.LMS, "The launch has no message_type claim."),
    UNSUPPORTED_MESSAGE(
            400,
            "Your LMS asked for something that this classroom does not do. Open a class from its link in the course.",
            "This server does not handle the launch's message_type."),
    MISSING_DEPLOYMENT(400, Words.LMS, "The deployment_id is absent, empty or longer than 255 characters."),
    DEPLOYMENT_NOT_ENABLED(
            403,
            "Your school's administrator has not switched this connection on yet.",
            "The deployment or its registration waits for an approval: lectern registration list, then approve or enable."),
    MISSING_ROLES(400, Words.LMS, "The launch has no roles claim (an empty list would do)."),
    MISSING_USER(400, Words.LMS, "The sub is absent, empty or longer than 255 characters."),
    MISSING_RESOURCE_LINK(400, Words.LMS, "The resource_link's id is absent, empty or longer than 255 characters."),
    MISSING_FOR_USER(
            400, Words.LMS, "The submission review has no for_user, or its user_id is longer than 255 characters."),
    MISSING_CONTEXT(400, Words.LMS, "The launch of a course has no context, or its id is longer than 255 characters."),
    NOT_YOURS(
            403,
            "You can see your own attendance only.",
            "A submission review of somebody else was opened by a person who is not staff of the course."),
    ADMINS_ONLY(
            403,
            "Only administrators of your school's LMS can open this page. Open your classes from your course.",
            "The roles hold no Administrator of the system or institution, and the launch came from an admin's menu."),
    ONLY_TEACHERS(
            403,
            "Only teachers can add a class. Ask a teacher of this course.",
            "The roles of the deep linking request hold no staff role of the course."),
    LINKS_NOT_ACCEPTED(
            400,
            "Your LMS does not take classes at this place. Add the class as an activity or external tool of the course.",
            "The accept_types of the deep linking request do not hold ltiResourceLink."),
    BAD_DEEP_LINKING(400, Words.LMS, "The deep_linking_settings of the request are not right."),
    BAD_TARGET(400, Words.LMS, "The target_link_uri is absent, not the login's, or not an address of this server."),
    BAD_CLAIM(400, Words.LMS, "A claim does not have the form that LTI 1.3 gives it.");

    private final int status;
    private final String sentence;
    private final String forAdmin;

    Refusal(int status, String sentence, String forAdmin) {
        this.status = status;
        this.sentence = sentence;
        this.forAdmin = forAdmin;
    }

    public int status() {
        return status;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What happened and what to do, for the person. */
    public String sentence() {
        return sentence;
    }

    /** What is wrong, in the standard's words. */
    public String forAdmin() {
        return forAdmin;
    }

    private static final class Words {
        static final String AGAIN = "Open the link in your course again.";
        static final String LMS =
                "What your LMS sent was not right, so the class was not opened. Tell your LMS administrator the code "
                        + "below.";
        static final String TOO_LATE = "This launch is too old. " + AGAIN;
    }
}
