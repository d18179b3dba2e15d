package lectern.lti.notices;

/** The notices that we ask for, in the words of the standards. */
enum NoticeType {
    HELLO("LtiHelloWorldNotice"),
    CONTEXT_COPY("LtiContextCopyNotice");

    private final String word;

    NoticeType(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
