package lectern.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import lectern.account.Role;
import lectern.policy.Policy;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static TestClass under(Policy policy) {
        TestClass test = new TestClass();
        Session.Setup open = TestClass.SETUP;
        test.start(
                "ada",
                new Session.Setup(
                        open.classId(),
                        open.deploymentId(),
                        open.classTitle(),
                        open.courseTitle(),
                        policy.recording(),
                        open.retentionDays(),
                        false,
                        false,
                        open.codecs(),
                        policy));
        return test;
    }

    @Test
    void nobodyWritesWhereTheSchoolHasSwitchedTheChatOff() {
        TestClass test = under(new Policy(true, true, false, null, null, null));
        test.enter("ben", Role.STUDENT);
        assertThat(test.code("ben", new PersonCommand.Chat("hello"))).isEqualTo("chat_off");
        assertThat(test.code("ada", new PersonCommand.Chat("hello"))).isEqualTo("chat_off");
        assertThat(test.code("ada", new RoomCommand.Announce("hello"))).isEqualTo("ok");
        assertThat(test.state().chat()).isEmpty();
    }

    @Test
    void noTeacherRecordsWhereTheSchoolDoesNotLetThem() {
        TestClass test = under(new Policy(false, true, true, null, null, null));
        assertThat(test.state().recording()).isFalse();
        assertThat(test.code("ada", new ClassCommand.SetRecording(true))).isEqualTo("recording_off");
        assertThat(test.code("ada", new PersonCommand.Chat("hello"))).isEqualTo("ok");
    }

    @Test
    void aClassIsFullAtTheSchoolsLimit() {
        TestClass test = under(new Policy(true, true, true, null, 2, null));
        assertThat(test.enter("ben", Role.STUDENT)).isNull();
        assertThat(test.enter("cyd", Role.STUDENT))
                .satisfies(refused -> assertThat(refused.code()).isEqualTo("class_full"));
    }

    @Test
    void aClassEndsAfterTheSchoolsMinutesAndNotBefore() {
        TestClass test = under(new Policy(true, true, true, null, null, 60));
        test.loop.pass(Duration.ofMinutes(59));
        assertThat(test.live()).isTrue();
        test.loop.pass(Duration.ofMinutes(1));
        assertThat(test.live()).isFalse();
    }
}
