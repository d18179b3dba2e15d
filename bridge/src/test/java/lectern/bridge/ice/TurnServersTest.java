package lectern.bridge.ice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnServersTest {
    private static final String SECRET = "north-of-the-wall";
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private static TurnServers servers(String uri) {
        return new TurnServers(List.of(uri), SECRET, Duration.ofHours(1));
    }

    @Test
    void aCredentialNamesItsEndAndItsParticipant() {
        TurnServers.Credential credential =
                servers("turn:turn.school.edu:3478").issue("ada", NOW).get(0);
        assertThat(credential.username()).isEqualTo("1700003600:ada");
        // printf 1700003600:ada | openssl dgst -sha1 -hmac north-of-the-wall -binary | base64
        assertThat(credential.credential()).isEqualTo("pNbLXMSY12lH+nasJoKGhW7V+us=");
        assertThat(credential.urls()).containsExactly("turn:turn.school.edu:3478");
    }

    @Test
    void nobodyElsesPasswordFits() {
        TurnServers servers = servers("turns:turn.school.edu?transport=tcp");
        assertThat(servers.issue("ada", NOW).get(0).credential())
                .isNotEqualTo(servers.issue("ben", NOW).get(0).credential())
                .isNotEqualTo(servers.issue("ada", NOW.plusSeconds(1)).get(0).credential());
    }

    @Test
    void theSecretIsNeverPrinted() {
        TurnServers servers = servers("turn:192.0.2.1");
        assertThat(servers.toString()).doesNotContain(SECRET);
        TurnServers.Credential credential = servers.issue("ada", NOW).get(0);
        assertThat(credential.toString()).doesNotContain(credential.credential());
    }

    @Test
    void withoutServersThereIsNothingToIssue() {
        assertThat(TurnServers.NONE.issue("ada", NOW)).isEmpty();
    }

    @Test
    void mistakesAreSentences() {
        assertThatThrownBy(() -> servers("https://turn.school.edu")).hasMessageContaining("is no TURN address");
        assertThatThrownBy(() -> new TurnServers(List.of("turn:a"), "short", Duration.ofHours(1)))
                .hasMessageContaining("16 characters");
        assertThatThrownBy(() -> new TurnServers(List.of("turn:a"), SECRET, Duration.ofHours(2)))
                .hasMessageContaining("1 hour");
    }
}
