package lectern.lti.launch;

/** Names of the LTI claims (LTI Core 1.3 §5.3 and §5.4). */
final class Claim {
    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";

    static final String MESSAGE_TYPE = LTI + "message_type";
    static final String VERSION = LTI + "version";
    static final String DEPLOYMENT_ID = LTI + "deployment_id";
    static final String TARGET_LINK_URI = LTI + "target_link_uri";
    static final String RESOURCE_LINK = LTI + "resource_link";
    static final String ROLES = LTI + "roles";
    static final String CONTEXT = LTI + "context";
    static final String LAUNCH_PRESENTATION = LTI + "launch_presentation";
    static final String TOOL_PLATFORM = LTI + "tool_platform";
    static final String CUSTOM = LTI + "custom";
    static final String FOR_USER = LTI + "for_user";
    /** Canvas' own: the placement that was launched. */
    static final String CANVAS_PLACEMENT = "https://www.instructure.com/placement";

    static final String NAMES_AND_ROLES = "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
    static final String GRADES = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
    static final String GROUPS = "https://purl.imsglobal.org/spec/lti-gs/claim/groupsservice";
    static final String NOTICES = LTI + "platformnotificationservice";

    private Claim() {}
}
