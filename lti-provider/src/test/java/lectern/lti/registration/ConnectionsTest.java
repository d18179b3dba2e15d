package lectern.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.settings.Settings;
import lectern.store.DataFolder;
import lectern.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionsTest {
    @TempDir
    Path folder;

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-26T10:00:00Z"), ZoneOffset.UTC);
    private Database database;
    private Connections connections;
    private Registrations registrations;

    @BeforeEach
    void open() {
        database = Database.open(DataFolder.open(folder));
        connections = new Connections(database, clock);
        registrations =
                new Registrations(database, clock, Settings.load(null, Map.of()).lti());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Settings.Registration values(String iss, String client, String... deployments) {
        return new Settings.Registration(
                iss,
                client,
                URI.create(iss + "/auth"),
                URI.create(iss + "/jwks"),
                null,
                null,
                "generic",
                List.of(deployments));
    }

    private static Registered dynamic(String iss, String client, boolean approved) {
        return new Registered(
                values(iss, client, "1"), Registration.Source.DYNAMIC, "School", Set.of("a", "b"), null, approved);
    }

    private Connection.State state(long id) {
        return connections.find(id).orElseThrow().state();
    }

    @Test
    void onlyPracticeAndWhatTheSettingsDropEndsWithAStart() {
        long dynamic = connections.put(dynamic("https://a.edu", "c", true), null);
        long byHand = connections.put(Registered.byHand(values("https://b.edu", "c"), "B"), null);
        long practice = registrations.put(values("http://127.0.0.1:1", "c"), Registration.Source.PRACTICE);
        registrations.begin(List.of(values("https://s.edu", "c")));
        registrations.begin(List.of());
        assertThat(state(dynamic)).isEqualTo(Connection.State.ACTIVE);
        assertThat(state(byHand)).isEqualTo(Connection.State.ACTIVE);
        assertThat(state(practice)).isEqualTo(Connection.State.REMOVED);
        assertThat(registrations.find("https://s.edu", "c")).isEmpty();
    }

    @Test
    void schoolsBehindOneIssuerAreKeptApart() {
        long first = connections.put(dynamic("https://canvas.instructure.com", "10", true), null);
        long second = connections.put(dynamic("https://canvas.instructure.com", "20", false), null);
        assertThat(first).isNotEqualTo(second);
        Registration one =
                registrations.find("https://canvas.instructure.com", "10").orElseThrow();
        Registration two =
                registrations.find("https://canvas.instructure.com", "20").orElseThrow();
        Deployment of = registrations.deployment(one, "1");
        assertThat(of.enabled()).isTrue();
        assertThat(registrations.deployment(two, "1").enabled()).isFalse();
        assertThat(registrations.deployment(two, "1").id()).isNotEqualTo(of.id());
        assertThat(registrations.onlyOneOf("https://canvas.instructure.com")).isEmpty();
    }

    @Test
    void aDeploymentIsSwitchedOnAndOff() {
        long id = connections.put(dynamic("https://a.edu", "c", true), null);
        Registration registration = registrations.byId(id).orElseThrow();
        Connection.Place place = connections.find(id).orElseThrow().places().get(0);
        assertThat(connections.deployment(place.id(), Connection.PlaceState.DISABLED))
                .isEqualTo(Connections.Change.DONE);
        assertThat(registrations.deployment(registration, "1").enabled()).isFalse();
        connections.deployment(place.id(), Connection.PlaceState.ENABLED);
        assertThat(registrations.deployment(registration, "1").enabled()).isTrue();
        assertThat(connections.deployment(99, Connection.PlaceState.ENABLED)).isEqualTo(Connections.Change.UNKNOWN);
    }

    @Test
    void whatTheSettingsNameIsChangedThere() {
        registrations.begin(List.of(values("https://s.edu", "c")));
        long id = connections.all().get(0).id();
        assertThat(connections.remove(id)).isEqualTo(Connections.Change.IN_SETTINGS);
        assertThat(connections.remove(99)).isEqualTo(Connections.Change.UNKNOWN);
        assertThat(state(id)).isEqualTo(Connection.State.ACTIVE);
    }

    @Test
    void strangersCanMakeOnlySoManyWait() {
        for (int i = 0; i < 100; i++) {
            assertThat(connections.full()).isFalse();
            connections.put(dynamic("https://a.edu", "c" + i, false), null);
        }
        assertThat(connections.full()).isTrue();
        connections.approve(connections.all().get(0).id());
        assertThat(connections.full()).isFalse();
    }

    @Test
    void aCodeIsGoodForItsTimeAndUsesAndStoredAsAHash() {
        InviteCodes codes = new InviteCodes(database, clock);
        String code = codes.create("Riverside", Duration.ofDays(7), 2);
        assertThat(code).matches("([A-Z2-9]{4}-){3}[A-Z2-9]{4}");
        assertThat(codes.good(code)).isTrue();
        InviteCodes later = new InviteCodes(database, Clock.offset(clock, Duration.ofDays(8)));
        assertThat(later.good(code)).isFalse();
        assertThat(later.list().get(0).state()).isEqualTo(InviteCodes.State.EXPIRED);
        connections.put(dynamic("https://a.edu", "1", false), code);
        connections.put(dynamic("https://a.edu", "2", false), code);
        assertThat(codes.good(code)).isFalse();
        assertThat(codes.list().get(0).left()).isZero();
        // The last use went to another in the same moment: this one waits.
        long late = connections.put(dynamic("https://a.edu", "3", false), code);
        assertThat(state(late)).isEqualTo(Connection.State.WAITING);
        String rows = database.read(handle -> handle.createQuery("select * from invite_code")
                .mapToMap()
                .list()
                .toString());
        assertThat(rows).contains("Riverside").doesNotContain(code, code.replace("-", ""));
    }

    @Test
    void aRevokedCodeOpensNothing() {
        InviteCodes codes = new InviteCodes(database, clock);
        String code = codes.create("", Duration.ofDays(1), 1);
        assertThat(codes.revoke(codes.list().get(0).id())).isTrue();
        assertThat(codes.revoke(codes.list().get(0).id())).isFalse();
        assertThat(codes.good(code)).isFalse();
    }

    @Test
    void aCodeForNothingOrForEverIsNotMade() {
        InviteCodes codes = new InviteCodes(database, clock);
        for (Duration life : List.of(Duration.ZERO, Duration.ofDays(-1), Duration.ofDays(366))) {
            assertThatThrownBy(() -> codes.create("", life, 1)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> codes.create("", Duration.ofDays(1), 0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(codes.list()).isEmpty();
    }
}
