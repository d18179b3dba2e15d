package lectern.lti.deeplink;

import org.jspecify.annotations.Nullable;

/**
 * A deep linking request that waits for its answer.
 *
 * @param deployment the tenant: its key here, and what the LMS calls it
 * @param courseId null when the LMS named no course
 */
record Request(
        Deployed deployment,
        @Nullable Long courseId,
        String returnUrl,
        @Nullable String data,
        Terms terms) {
    /** Whom the answer is from and to. */
    record Deployed(long id, String name, String iss, String clientId) {}

    /** What the LMS takes. */
    record Terms(boolean multiple, boolean lineItem, boolean newWindow) {}

    @Override
    public String toString() {
        return "Request[" + deployment.id() + "]";
    }
}
