package lectern.lti.roles;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import lectern.account.Role;

/**
 * Authority comes from context roles only: somebody who teaches at the institution may be a student in this course.
 * Unknown or no roles mean a student, which is the least that still can come in.
 */
public final class Roles {
    private static final String VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/";
    private static final String TEST_USER = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
    private static final String URN = "urn:lti:role:ims/lis/";

    private static final Set<String> ADMINISTRATORS = Set.of(
            VOCABULARY + "system/person#Administrator",
            VOCABULARY + "system/person#SysAdmin",
            VOCABULARY + "system/person#AccountAdmin",
            VOCABULARY + "institution/person#Administrator");

    private static final Set<String> HOSTS =
            Set.of("Instructor", "TeachingAssistant", "Administrator", "ContentDeveloper", "Manager");
    private static final Set<String> STUDENTS = Set.of("Learner", "Member");
    private static final Set<String> OBSERVERS = Set.of("Mentor", "Observer");
    private static final Set<String> CONTEXT = Stream.of(HOSTS, STUDENTS, OBSERVERS, Set.of("Officer"))
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    private Roles() {}

    /** Whether these are the roles of an administrator of the LMS or the school (LTI Core 1.3 appendix A.2.1, A.2.2). */
    public static boolean administers(Collection<String> roles) {
        return roles.stream().anyMatch(ADMINISTRATORS::contains);
    }

    /** Whether the person has any part in a course. */
    public static boolean inCourse(Collection<String> roles) {
        return roles.stream().anyMatch(role -> contextRole(role).isPresent());
    }

    public static Part part(Collection<String> roles) {
        Set<String> principal =
                roles.stream().flatMap(role -> contextRole(role).stream()).collect(Collectors.toSet());
        boolean preview = roles.contains(TEST_USER);
        Role role = role(principal, roles);
        return new Part(preview && role == Role.HOST ? Role.STUDENT : role, !preview && role != Role.OBSERVER);
    }

    private static Role role(Set<String> principal, Collection<String> all) {
        if (principal.stream().anyMatch(HOSTS::contains)) {
            return Role.HOST;
        }
        if (principal.stream().anyMatch(STUDENTS::contains)) {
            return Role.STUDENT;
        }
        if (principal.stream().anyMatch(OBSERVERS::contains)) {
            return Role.OBSERVER;
        }
        // A parent whom the LMS calls observer of the institution only: less than a student, so no authority gained.
        boolean observes = all.stream()
                .anyMatch(role -> role.equals(VOCABULARY + "institution/person#Observer")
                        || role.equals(VOCABULARY + "institution/person#Mentor"));
        return observes ? Role.OBSERVER : Role.STUDENT;
    }

    /**
     * The principal context role: {@code …membership#Learner}, its sub-role {@code …membership/Learner#Instructor} (a
     * learner), the short name {@code Learner}, or the URN of LTI 1.1 with or without a sub-role.
     */
    private static Optional<String> contextRole(String role) {
        if (role.startsWith(VOCABULARY + "membership#")) {
            return known(role.substring(role.indexOf('#') + 1));
        }
        if (role.startsWith(VOCABULARY + "membership/")) {
            String rest = role.substring((VOCABULARY + "membership/").length());
            int hash = rest.indexOf('#');
            return hash < 0 ? Optional.empty() : known(rest.substring(0, hash));
        }
        String name = role.startsWith(URN) ? role.substring(URN.length()) : role;
        int slash = name.indexOf('/');
        return name.contains(":") ? Optional.empty() : known(slash < 0 ? name : name.substring(0, slash));
    }

    private static Optional<String> known(String name) {
        return CONTEXT.contains(name) ? Optional.of(name) : Optional.empty();
    }
}
