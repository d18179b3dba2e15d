package lectern.account;

import org.jspecify.annotations.Nullable;

/**
 * The person behind a valid token, and the one class it is for.
 *
 * @param personId key in the store
 * @param publicId what browsers, media and recordings call the person
 * @param counted whether attendance counts them (an LMS's preview user is not counted)
 * @param purpose what the token is good for
 * @param recordingId the recording of a replay token, else null
 * @param mayStart the ticket was asked for with "Start class"
 */
public record Identity(
        long personId,
        String publicId,
        String name,
        Role role,
        boolean counted,
        long classId,
        long deploymentId,
        Purpose purpose,
        @Nullable String recordingId,
        boolean mayStart) {
    /** What a token opens. */
    public enum Purpose {
        LOBBY,
        CLASS,
        REPLAY
    }

    public boolean host() {
        return role == Role.HOST;
    }
}
