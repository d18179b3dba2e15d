package lectern.lti.grades;

import lectern.lti.http.PlatformAnswer;

/** The LMS is busy: everything stays as it is and is tried later. */
final class Later extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient PlatformAnswer answer;

    Later(PlatformAnswer answer) {
        super("The LMS is busy (" + answer.status() + "): " + answer.shownBody());
        this.answer = answer;
    }

    PlatformAnswer answer() {
        return answer;
    }
}
