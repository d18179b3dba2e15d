package lectern.lti.launch;

import java.util.Arrays;
import java.util.Optional;

/** The messages of a platform that we answer: a closed set, by their names in {@code message_type}. */
public enum MessageType {
    /** LTI Core 1.3 §5.3. */
    RESOURCE_LINK("LtiResourceLinkRequest"),
    /** Deep Linking 2.0 §4.4. */
    DEEP_LINKING("LtiDeepLinkingRequest"),
    /** Submission Review 1.0 §3: a grade was clicked. */
    SUBMISSION_REVIEW("LtiSubmissionReviewRequest"),
    /** A course as such, without a link in it. */
    CONTEXT("LtiContextLaunchRequest"),
    /** Somebody asks what is kept of them. */
    DATA_PRIVACY("LtiDataPrivacyLaunchRequest");

    private final String word;

    MessageType(String word) {
        this.word = word;
    }

    /** The name in the standard. */
    public String word() {
        return word;
    }

    static Optional<MessageType> of(String word) {
        return Arrays.stream(values()).filter(type -> type.word.equals(word)).findFirst();
    }
}
