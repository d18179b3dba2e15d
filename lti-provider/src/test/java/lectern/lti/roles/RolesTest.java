package lectern.lti.roles;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import lectern.account.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolesTest {
    private static final String V = "http://purl.imsglobal.org/vocab/lis/v2/";

    @ParameterizedTest
    @CsvSource({
        "membership#Instructor, HOST",
        "membership#Administrator, HOST",
        "membership#ContentDeveloper, HOST",
        "membership#Manager, HOST",
        "membership/Instructor#TeachingAssistant, HOST",
        "membership/Instructor#Grader, HOST",
        "membership/Administrator#Support, HOST",
        "membership#Learner, STUDENT",
        "membership#Member, STUDENT",
        "membership#Officer, STUDENT",
        "membership/Learner#GuestLearner, STUDENT",
        "membership/Learner#Instructor, STUDENT",
        "membership#Mentor, OBSERVER",
        "membership/Mentor#Auditor, OBSERVER",
        "membership#Unheard, STUDENT",
        "membership#, STUDENT",
        "membership/Instructor, STUDENT",
        "membership#instructor, STUDENT",
        "institution/person#Instructor, STUDENT",
        "institution/person#Administrator, STUDENT",
        "system/person#SysAdmin, STUDENT",
        "institution/person#Observer, OBSERVER",
        "person#Administrator, STUDENT"
    })
    void aRoleOfTheVocabulary(String role, Role expected) {
        assertThat(Roles.part(List.of(V + role)).role()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Instructor, HOST",
        "TeachingAssistant, HOST",
        "Learner, STUDENT",
        "Mentor, OBSERVER",
        "Instructor/GuestInstructor, HOST",
        "urn:lti:role:ims/lis/Instructor, HOST",
        "urn:lti:role:ims/lis/Learner/GuestLearner, STUDENT",
        "urn:lti:instrole:ims/lis/Instructor, STUDENT",
        "urn:lti:sysrole:ims/lis/Administrator, STUDENT",
        "http://evil.edu/membership#Instructor, STUDENT"
    })
    void anOldOrShortForm(String role, Role expected) {
        assertThat(Roles.part(List.of(role)).role()).isEqualTo(expected);
    }

    @Test
    void noRoleIsAStudent() {
        assertThat(Roles.part(List.of())).isEqualTo(new Part(Role.STUDENT, true));
    }

    @Test
    void aTeacherOfTheSchoolIsAStudentInACourseThatTheyStudy() {
        assertThat(Roles.part(List.of(V + "institution/person#Instructor", V + "membership#Learner"))
                        .role())
                .isEqualTo(Role.STUDENT);
    }

    @Test
    void observersAndPreviewUsersAreNotCounted() {
        String test = "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
        assertThat(Roles.part(List.of(V + "membership#Mentor")).counted()).isFalse();
        assertThat(Roles.part(List.of(V + "membership#Learner", test))).isEqualTo(new Part(Role.STUDENT, false));
        assertThat(Roles.part(List.of(V + "membership#Instructor", test))).isEqualTo(new Part(Role.STUDENT, false));
    }

    @Test
    void orderAndNoiseDoNotMatter() {
        Random random = new Random(7);
        List<String> noise = List.of("", "#", "/", ":", "membership#Instructor", V, V + "membership/#Instructor", "$x");
        for (int i = 0; i < 500; i++) {
            List<String> roles = new ArrayList<>(Stream.of("Learner", "Mentor", "Instructor")
                    .filter(role -> random.nextBoolean())
                    .map(role -> V + "membership#" + role)
                    .toList());
            Part plain = Roles.part(roles);
            roles.addAll(noise.subList(0, random.nextInt(noise.size())));
            Collections.shuffle(roles, random);
            assertThat(Roles.part(roles)).as("%s", roles).isEqualTo(plain);
        }
    }
}
