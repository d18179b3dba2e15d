package lectern.admin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done.
 *
 * @param name the administrator's, in their LMS; null for other actors
 * @param registrationId of which registration; null for none
 * @param deploymentId the row of the deployment; null for none
 * @param detail what is worth to know more: names and numbers, never a secret
 */
public record AuditEntry(
        long id,
        Instant at,
        Actor actor,
        @Nullable String name,
        Action action,
        @Nullable Long registrationId,
        @Nullable Long deploymentId,
        String detail) {
    /** Who did it. */
    public enum Actor {
        /** Whoever runs the server, in the console. */
        SERVER,
        /** Whoever runs the server, by command. */
        COMMAND,
        /** Nobody: its time had come. */
        SCHEDULE,
        /** An administrator of an LMS. */
        LMS
    }

    /** What was done. */
    public enum Action {
        CONSOLE_LINK,
        CONSOLE_ENTERED,
        REGISTRATION_ADDED,
        REGISTRATION_CHANGED,
        REGISTRATION_APPROVED,
        REGISTRATION_REMOVED,
        REGISTRATION_UPDATED,
        DEPLOYMENT_ADDED,
        DEPLOYMENT_ENABLED,
        DEPLOYMENT_DISABLED,
        INVITE_MADE,
        INVITE_REVOKED,
        POLICY_CHANGED,
        KEYS_ROTATED
    }
}
