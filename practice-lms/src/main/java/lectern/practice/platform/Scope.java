package lectern.practice.platform;

import java.util.Set;

/** What access tokens may be for, in the words of the services' specifications. */
public final class Scope {

    private static final String LTI = "https://purl.imsglobal.org/spec/";

    public static final String ROSTER = LTI + "lti-nrps/scope/contextmembership.readonly";
    public static final String LINE_ITEM = LTI + "lti-ags/scope/lineitem";
    public static final String LINE_ITEM_READ = LTI + "lti-ags/scope/lineitem.readonly";
    public static final String RESULT_READ = LTI + "lti-ags/scope/result.readonly";
    public static final String SCORE = LTI + "lti-ags/scope/score";
    public static final String GROUPS = LTI + "lti-gs/scope/contextgroup.readonly";
    public static final String NOTICES = LTI + "lti/scope/noticehandlers";

    public static final Set<String> GRADES = Set.of(LINE_ITEM, LINE_ITEM_READ, RESULT_READ, SCORE);
    public static final Set<String> ALL =
            Set.of(ROSTER, LINE_ITEM, LINE_ITEM_READ, RESULT_READ, SCORE, GROUPS, NOTICES);

    private Scope() {}
}
