package lectern.practice.face;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A family of LMSs with what is peculiar to it, as far as a tool can tell. */
public enum Face {
    PLAIN("Plain", "The standard, nothing odd.", Quirk.GROUPS_SERVICE, Quirk.NOTICES, Quirk.FRONT_PAGE),
    CANVAS(
            "Canvas-like",
            "Calls need a User-Agent; registration is refused for one unknown scope; an older score is a 400.",
            Quirk.USER_AGENT,
            Quirk.NOTICES,
            Quirk.STORAGE_FRAME,
            Quirk.SCREEN_IN_FRAME,
            Quirk.UNKNOWN_SCOPE_FAILS,
            Quirk.GROUP_VARIABLE),
    MOODLE(
            "Moodle-like",
            "Line item addresses end in ?type_id=1; a new tool waits until an admin activates it; short roles; a login's hint works once.",
            Quirk.HINT_ONCE,
            Quirk.TYPE_ID,
            Quirk.PENDING,
            Quirk.SHORT_ROLES,
            Quirk.GROUP_VARIABLE),
    BLACKBOARD(
            "Blackboard-like",
            "The login starts by GET; variables without a value come as they are written; groups are a service.",
            Quirk.GET_LOGIN,
            Quirk.LITERAL_VARIABLES,
            Quirk.GROUPS_SERVICE,
            Quirk.STORAGE_FRAME,
            Quirk.SCREEN_IN_FRAME,
            Quirk.FRONT_PAGE),
    BRIGHTSPACE(
            "Brightspace-like",
            "Access tokens have an audience of their own; registration has no separate token.",
            Quirk.OWN_AUDIENCE,
            Quirk.NO_REGISTRATION_TOKEN,
            Quirk.NOTICES),
    SCHOOLOGY("Schoology-like", "Custom values come from the added link only; no groups.", Quirk.NO_TOOL_CUSTOM),
    STRICT(
            "Strict certification",
            "Assertions live five minutes at most, and every media type is exact.",
            Quirk.EXACT,
            Quirk.GROUPS_SERVICE,
            Quirk.NOTICES,
            Quirk.FRONT_PAGE);

    /** One peculiarity. */
    public enum Quirk {
        /** A call without {@code User-Agent} gets 403. */
        USER_AGENT,
        NOTICES,
        /** Launches tell the address of the LMS's front page. */
        FRONT_PAGE,
        /** Platform storage answers in a named frame instead of the page itself. */
        STORAGE_FRAME,
        /** The tool's frame may capture the screen. */
        SCREEN_IN_FRAME,
        /** One scope that the platform does not know fails the whole registration. */
        UNKNOWN_SCOPE_FAILS,
        /** Groups are a launch variable with the launching person's own groups. */
        GROUP_VARIABLE,
        /** Line item addresses carry a query that must stay behind the path. */
        TYPE_ID,
        /** A tool that registers itself must be activated before it launches. */
        PENDING,
        /** The roster says {@code Learner} instead of the role's URI. */
        SHORT_ROLES,
        GET_LOGIN,
        /** The {@code lti_message_hint} of a login is spent by its first use, so that a tool cannot begin it again. */
        HINT_ONCE,
        LITERAL_VARIABLES,
        GROUPS_SERVICE,
        /** The audience of a client assertion is not the token endpoint. */
        OWN_AUDIENCE,
        NO_REGISTRATION_TOKEN,
        /** What a tool registers as custom parameters is dropped. */
        NO_TOOL_CUSTOM,
        /** No leniency where the standard gives a number or a type. */
        EXACT
    }

    private final String words;
    private final String about;

    @SuppressWarnings("ImmutableEnumChecker") // never written to
    private final Set<Quirk> quirks;

    Face(String words, String about, Quirk... quirks) {
        this.words = words;
        this.about = about;
        this.quirks = EnumSet.noneOf(Quirk.class);
        this.quirks.addAll(Set.of(quirks));
    }

    public String words() {
        return words;
    }

    public String about() {
        return about;
    }

    /** The product family that messages and the platform's configuration name. */
    public String family() {
        return switch (this) {
            case PLAIN, STRICT -> "practice-lms";
            case BRIGHTSPACE -> "desire2learn";
            case BLACKBOARD -> "BlackboardLearn";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }

    public boolean has(Quirk quirk) {
        return quirks.contains(quirk);
    }
}
