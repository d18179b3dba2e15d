package lectern.account;

import org.jspecify.annotations.Nullable;

/**
 * The person behind the token of a page about a whole course.
 *
 * @param personId key in the store
 * @param publicId what browsers call the person
 * @param role in the course, of now
 * @param deploymentId the tenant
 * @param purpose what the token is good for
 * @param studentId of a review: whose attendance; null for somebody who has never come
 * @param classId of a review: of which class only; null for all
 */
public record CourseIdentity(
        long personId,
        String publicId,
        String name,
        Role role,
        boolean counted,
        long courseId,
        long deploymentId,
        Purpose purpose,
        @Nullable Long studentId,
        @Nullable Long classId) {
    /** What a token opens. */
    public enum Purpose {
        /** All classes of the course, as far as the role goes. */
        COURSE,
        /** One student's attendance. */
        REVIEW
    }

    public boolean host() {
        return role == Role.HOST;
    }

    @Override
    public String toString() {
        return "CourseIdentity[" + publicId + "]"; // no name in a log
    }
}
