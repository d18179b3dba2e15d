package lectern.lti.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import lectern.account.TestClock;
import lectern.lti.TestPlatform;
import lectern.lti.http.AddressGuard;
import lectern.lti.http.PlatformHttp;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    @TempDir
    Path folder;

    private DataFolder data;
    private Database database;
    private TestPlatform platform;
    private final PlatformKeys keys =
            new PlatformKeys(new KeySetFetcher(new PlatformHttp(new AddressGuard(true, false))));

    @BeforeEach
    void open() throws IOException {
        data = DataFolder.open(folder);
        database = Database.open(data);
        platform = new TestPlatform();
    }

    @AfterEach
    void close() {
        database.close();
        platform.close();
    }

    private RSAKey own() {
        return ToolKeys.open(data, database, Clock.systemUTC())
                .publicKeys()
                .getKeys()
                .get(0)
                .toRSAKey();
    }

    private List<Path> files() throws IOException {
        try (var all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().startsWith("tool-key"))
                    .toList();
        }
    }

    @Test
    void theToolsKeyIsMadeOnceAndPublishedWithoutItsPrivateHalf() {
        RSAKey key = own();
        assertThat(key.isPrivate()).isFalse();
        assertThat(key.size()).isGreaterThanOrEqualTo(2048);
        assertThat(key.getKeyID()).isNotBlank();
        assertThat(key.toJSONObject()).containsEntry("use", "sig").containsEntry("alg", "RS256");
        assertThat(own()).isEqualTo(key);
    }

    @Test
    void onlyThisUserCanReadThePrivateKey() throws IOException {
        own();
        assertThat(files())
                .singleElement()
                .satisfies(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------"));
    }

    @Test
    void aLostPrivateKeyIsSaidAndNotReplacedInSilence() throws IOException {
        own();
        Files.delete(files().get(0));
        assertThatThrownBy(this::own)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("restore it from a backup");
    }

    @Test
    void aPlatformsKeyIsFetchedOnce() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(keys.find(platform.jwksUrl(), "key-1")).isPresent();
        }
        assertThat(platform.fetches()).isEqualTo(1);
    }

    @Test
    void aRotatedKeyIsFoundAtOnce() throws Exception {
        keys.find(platform.jwksUrl(), "key-1");
        platform.rotate("key-2");
        assertThat(keys.find(platform.jwksUrl(), "key-2")).isPresent();
        assertThat(keys.find(platform.jwksUrl(), "key-1")).isEmpty();
    }

    @Test
    void aKeyThatChangesWhileManyLaunchIsFetchedOnceForAll() throws Exception {
        keys.find(platform.jwksUrl(), "key-1");
        platform.rotate("key-2");
        ExecutorService launching = Executors.newFixedThreadPool(16);
        try {
            List<Future<Boolean>> found = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                found.add(launching.submit(
                        () -> keys.find(platform.jwksUrl(), "key-2").isPresent()));
            }
            for (Future<Boolean> one : found) {
                assertThat(one.get()).as("nobody is turned away meanwhile").isTrue();
            }
        } finally {
            launching.shutdownNow();
        }
        assertThat(platform.fetches()).isLessThanOrEqualTo(3);
    }

    @Test
    void madeUpKidsDoNotMakeUsHammerThePlatform() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(keys.find(platform.jwksUrl(), "made-up-" + i)).isEmpty();
        }
        assertThat(platform.fetches()).isLessThanOrEqualTo(3);
        assertThat(keys.find(platform.jwksUrl(), "key-1")).isPresent();
    }

    @Test
    void aPlatformThatIsDownIsSaid() {
        URI nobody = URI.create("http://127.0.0.1:1/jwks");
        assertThatThrownBy(() -> keys.find(nobody, "key-1")).isInstanceOf(PlatformKeys.Unavailable.class);
    }

    @Test
    void whatIsNoKeySetIsSaid() {
        platform.serve("<html>Log in</html>");
        assertThatThrownBy(() -> keys.find(platform.jwksUrl(), "key-1")).isInstanceOf(PlatformKeys.Unavailable.class);
    }

    @Test
    void anEndlessKeySetIsBrokenOff() {
        platform.serve(new JWKSet(platform.key().toPublicJWK()) + " ".repeat(300 * 1024));
        assertThatThrownBy(() -> keys.find(platform.jwksUrl(), "key-1")).isInstanceOf(PlatformKeys.Unavailable.class);
    }

    @Test
    void aShortKeyIsNone() throws Exception {
        RSAKey weak = new com.nimbusds.jose.jwk.gen.RSAKeyGenerator(1024, true)
                .keyID("weak")
                .generate();
        platform.serve(new JWKSet(weak.toPublicJWK()).toString());
        assertThat(keys.find(platform.jwksUrl(), "weak")).isEmpty();
    }

    /** An LMS that keeps our key set as long as it may: whatever we sign, it has the key. */
    @Test
    void anLmsThatKeepsOurKeySetVerifiesThroughoutAChange() throws Exception {
        TestClock clock = new TestClock();
        ToolKeys own = ToolKeys.open(data, database, clock);
        String first = own.signing().kid();
        JWKSet kept = own.publicKeys();
        own.rotate();
        assertThat(own.publicKeys().getKeys()).hasSize(2);
        for (int hour = 0; hour < 24; hour++) {
            assertThat(verifies(kept, own)).as("hour " + hour).isTrue();
            clock.advance(Duration.ofHours(1));
        }
        assertThat(verifies(kept, own)).as("the set of yesterday").isFalse();
        assertThat(verifies(own.publicKeys(), own)).isTrue();
        assertThat(own.signing().kid()).isNotEqualTo(first);
        assertThat(own.publicKeys().getKeyByKeyId(first))
                .as("what was signed before")
                .isNotNull();
        clock.advance(ToolKeys.KEPT);
        assertThat(own.publicKeys().getKeys()).hasSize(1);
        own.purge();
        assertThat(files()).hasSize(1);
        assertThat(ToolKeys.open(data, database, clock).signing().kid())
                .isEqualTo(own.signing().kid());
    }

    private static boolean verifies(JWKSet kept, ToolKeys own) throws Exception {
        SignedJWT token =
                SignedJWT.parse(own.sign(new JWTClaimsSet.Builder().subject("c").build()));
        JWK key = kept.getKeyByKeyId(token.getHeader().getKeyID());
        return key != null && token.verify(new RSASSAVerifier(key.toRSAKey()));
    }

    @Test
    void asLongAsTheNextKeyWaitsNoOtherIsMade() {
        TestClock clock = new TestClock();
        ToolKeys own = ToolKeys.open(data, database, clock);
        assertThat(own.rotate()).isEqualTo(own.rotate());
        assertThat(own.all()).hasSize(2);
    }

    @Test
    void keysFollowEachOtherBySchedule() {
        TestClock clock = new TestClock();
        ToolKeys own = ToolKeys.open(data, database, clock);
        Duration age = Duration.ofDays(180);
        clock.advance(age.minusMinutes(1));
        assertThat(own.rotateAfter(age)).isEmpty();
        clock.advance(Duration.ofMinutes(1));
        assertThat(own.rotateAfter(age)).isPresent();
        assertThat(own.rotateAfter(age)).isEmpty();
    }

    @Test
    void aKeyThatOthersHaveIsTakenBackAtOnceAlsoByAnotherProcess() throws Exception {
        TestClock clock = new TestClock();
        ToolKeys own = ToolKeys.open(data, database, clock);
        own.rotate();
        ToolKeys command = ToolKeys.open(data, database, clock);
        String made = command.replaceNow().kid();
        assertThat(own.signing().kid()).isEqualTo(made);
        assertThat(own.publicKeys().getKeys()).extracting(JWK::getKeyID).containsExactly(made);
        assertThat(verifies(own.publicKeys(), own)).isTrue();
    }
}
