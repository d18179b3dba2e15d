package lectern.practice.campus;

import java.util.List;

/** What somebody is in a course, with the role URIs that say so to a tool (LTI 1.3 core, appendix A.2). */
public enum Part {
    TEACHER("Teacher", "membership#Instructor", "institution/person#Faculty"),
    ASSISTANT("Teaching assistant", "membership#Instructor", "membership/Instructor#TeachingAssistant"),
    STUDENT("Student", "membership#Learner", "institution/person#Student"),
    MENTOR("Parent", "membership#Mentor"),
    ADMIN("LMS administrator", "institution/person#Administrator", "system/person#Administrator"),
    /** An LMS's "view as student": marked, so that a tool can leave it out of attendance and grades. */
    PREVIEW("Preview student", "membership#Learner", "http://purl.imsglobal.org/vocab/lti/system/person#TestUser");

    private static final String VOCABULARY = "http://purl.imsglobal.org/vocab/lis/v2/";

    private final String words;

    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list
    private final List<String> roles;

    Part(String words, String... roles) {
        this.words = words;
        this.roles = List.of(roles).stream()
                .map(r -> r.startsWith("http") ? r : VOCABULARY + r)
                .toList();
    }

    public String words() {
        return words;
    }

    public List<String> roles() {
        return roles;
    }
}
