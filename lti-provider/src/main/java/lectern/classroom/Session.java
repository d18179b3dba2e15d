package lectern.classroom;

import lectern.policy.Policy;

/**
 * One held class.
 *
 * @param id of the session; 22 characters of base64url
 * @param setup as it was when the class started
 * @param startedBy the host
 */
public record Session(String id, Setup setup, Person startedBy, ClassClock clock) {
    /**
     * What the store knows of a class.
     *
     * @param record whether it records from its start, as far as the policy lets it
     * @param retentionDays how long a recording is kept, within the policy
     * @param peek whether hosts may look into rooms unseen
     * @param policy of the class's deployment when it started
     */
    public record Setup(
            long classId,
            long deploymentId,
            String classTitle,
            String courseTitle,
            boolean record,
            int retentionDays,
            boolean releaseByDefault,
            boolean peek,
            Codecs codecs,
            Policy policy) {}

    /**
     * What the class is sent in.
     *
     * @param h264 H.264 instead of VP8 while every browser has it
     * @param redundantAudio each packet of a microphone brings the one before again (RFC 2198)
     */
    public record Codecs(boolean h264, boolean redundantAudio) {
        public static final Codecs DEFAULT = new Codecs(false, false);
    }
}
