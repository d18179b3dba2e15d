package lectern.admin.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.account.AdminIdentity;
import lectern.admin.health.Condition.Check;
import lectern.lti.TestPlatform;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.ClockOffsets;
import lectern.lti.http.PlatformHttp;
import lectern.lti.keys.KeySetFetcher;
import lectern.lti.registration.Connection;
import lectern.lti.registration.Registration;
import lectern.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A real server's Date header, seen by a clock of ours that is wrong. */
class ClockConditionTest {
    private static Condition seenBy(Clock ours, URI keys) throws IOException {
        ClockOffsets clocks = new ClockOffsets(ours);
        KeySetFetcher fetcher = new KeySetFetcher(new PlatformHttp(new AddressGuard(true, false), clocks), ours);
        fetcher.check(keys);
        return lines(new RegistrationConditions(fetcher, clocks, ours), keys).get(0);
    }

    private static List<Condition> lines(RegistrationConditions conditions, URI keys) {
        return conditions.of(
                new Connection(
                        1,
                        "i",
                        "c",
                        "School",
                        "generic",
                        Connection.State.ACTIVE,
                        new Connection.Origin(Registration.Source.MANUAL, false, false, Instant.EPOCH),
                        Set.of(),
                        List.of()),
                new Settings.Registration("i", "c", keys, keys, null, null, "generic", List.of()),
                new AdminIdentity(null, "", Instant.MAX),
                new RegistrationConditions.Standing(Map.of(), Map.of(), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({"0, FINE", "3, FINE", "9, OFF", "-9, OFF", "58, OFF", "75, FAR_OFF", "-75, FAR_OFF"})
    void isSaidFromFiveSecondsOnAndRedBeyondSixty(int wrongBy, Condition.Outcome outcome) throws IOException {
        try (TestPlatform platform = new TestPlatform()) {
            Condition clock = seenBy(Clock.offset(Clock.systemUTC(), Duration.ofSeconds(wrongBy)), platform.jwksUrl());
            assertThat(clock.check()).isEqualTo(Check.CLOCK);
            assertThat(clock.outcome()).isEqualTo(outcome);
            assertThat((Long) clock.values().get("seconds")).isBetween(Math.abs(wrongBy) - 1L, Math.abs(wrongBy) + 1L);
            assertThat((Double) clock.values().get("uncertainty")).isBetween(0.5, 1.5);
            if (wrongBy != 0) {
                assertThat(clock.values().get("behind")).isEqualTo(wrongBy < 0);
            }
        }
    }

    @Test
    void aKeySetThatCannotBeHadIsSaidInTheLmssWords() throws IOException {
        try (TestPlatform platform = new TestPlatform()) {
            Clock clock = Clock.systemUTC();
            ClockOffsets clocks = new ClockOffsets(clock);
            KeySetFetcher fetcher = new KeySetFetcher(new PlatformHttp(new AddressGuard(true, false), clocks), clock);
            RegistrationConditions conditions = new RegistrationConditions(fetcher, clocks, clock);
            assertThat(lines(conditions, platform.jwksUrl()).get(1).outcome()).isEqualTo(Condition.Outcome.NEVER);
            fetcher.check(platform.jwksUrl());
            assertThat(lines(conditions, platform.jwksUrl()).get(1).outcome()).isEqualTo(Condition.Outcome.FINE);
            platform.serve("<html>Log in</html>");
            assertThatThrownBy(() -> fetcher.check(platform.jwksUrl())).isInstanceOf(IOException.class);
            Condition now = lines(conditions, platform.jwksUrl()).get(1);
            assertThat(now.outcome()).isEqualTo(Condition.Outcome.STALE);
            assertThat(now.said()).contains("not with a key set");
        }
    }
}
