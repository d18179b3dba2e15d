package lectern.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import lectern.TestSite;
import lectern.classroom.Phase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Before the class: staff who come early, and everybody who waits for them. */
class WaitingRoomTest {
    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void whoeverComesEarlyWaitsAndStartsTheClassWhenReady() {
        String token = site.seat(TestSite.OPTICS, 1, true);
        TestPage ada = TestPage.early(site, token);
        assertThat(ada.next("waiting").path("people").asInt(-1)).isZero();
        TestPage cyd = TestPage.hello(site, site.seat(TestSite.OPTICS, 3, false));
        JsonNode waiting = cyd.next("waiting");
        assertThat(waiting.has("people")).as("for staff only").isFalse();
        assertThat(ada.next("waiting").path("people").asInt()).isEqualTo(1);
        assertThat(site.classrooms().status(TestSite.OPTICS).phase()).isEqualTo(Phase.IDLE);
        ada.drop();
        TestPage begun = TestPage.hello(site, token);
        begun.next("state");
        cyd.next("state");
    }

    @Test
    void thoseWhoWaitAreToldOfNewTimes() {
        TestPage cyd = TestPage.hello(site, site.seat(TestSite.OPTICS, 3, false));
        assertThat(cyd.next("waiting").has("startsAt")).isFalse();
        Instant starts = Instant.now().plusSeconds(600).truncatedTo(ChronoUnit.MINUTES);
        String plan = "{\"zone\":\"UTC\",\"date\":\"" + starts.toString().substring(0, 10) + "\",\"starts\":\""
                + starts.toString().substring(11, 16) + "\",\"minutes\":45}";
        String ada = site.lobby(TestSite.OPTICS, 1);
        assertThat(site.json(ada, "POST", "/api/lobby/schedule", plan).statusCode())
                .isEqualTo(200);
        assertThat(cyd.next("waiting").path("startsAt").asText()).isEqualTo(starts.toString());
        TestPage dan = TestPage.hello(site, site.seat(TestSite.OPTICS, 4, false));
        assertThat(dan.next("waiting").path("endsAt").asText())
                .isEqualTo(starts.plusSeconds(2700).toString());
    }
}
