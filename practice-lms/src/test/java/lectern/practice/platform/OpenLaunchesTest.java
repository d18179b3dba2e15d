package lectern.practice.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import lectern.practice.campus.Campus;
import lectern.practice.campus.Course;
import lectern.practice.face.Face;
import lectern.practice.face.Switches;
import org.junit.jupiter.api.Test;

class OpenLaunchesTest {

    private Instant now = Instant.parse("2026-11-02T10:00:00Z");
    private final Switches switches = new Switches();
    private final OpenLaunches launches = new OpenLaunches(new HandClock(), switches);
    private final Launch launch = launch();

    @Test
    void aHintWorksAgainUnlessTheLmsIsLikeMoodle() {
        String hint = launches.add(launch);

        assertThat(launches.take(hint)).contains(launch);
        switches.set(switches.now().with(Face.MOODLE));
        assertThat(launches.take(hint)).contains(launch);
        assertThat(launches.take(hint)).isEmpty();
    }

    @Test
    void aHintEndsWithItsLife() {
        String kept = launches.add(launch);
        String late = launches.add(launch);

        now = now.plus(OpenLaunches.LIFE).minusMillis(1);
        assertThat(launches.take(kept)).contains(launch);
        now = now.plus(Duration.ofMillis(1));
        assertThat(launches.take(late)).isEmpty();
    }

    @Test
    void beyondTheLimitTheOldestIsForgotten() {
        String oldest = launches.add(launch);
        String second = launches.add(launch);
        for (int i = 1; i < OpenLaunches.LIMIT; i++) {
            launches.add(launch);
        }

        assertThat(launches.take(oldest)).isEmpty();
        assertThat(launches.take(second)).contains(launch);
    }

    private static Launch launch() {
        Campus campus = Campus.madeUp();
        Course course = campus.course("physics").orElseThrow();
        return new Launch(
                campus.person("ada").orElseThrow(),
                course,
                course.activities().get(0),
                Launch.Target.WINDOW,
                Registration.byHand("http://127.0.0.1:9090", "http://localhost:8080"),
                new Launch.Open());
    }

    private final class HandClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
