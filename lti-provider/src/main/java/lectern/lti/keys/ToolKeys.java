package lectern.lti.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.store.StoreException;

/**
 * The RSA keys that say who we are; the first is made on the first run. The private halves lie in files of the data folder
 * that only this user can read, the store knows the kids and times. A kid is its key's thumbprint (RFC 7638), so it is
 * never used twice.
 *
 * <p>LMSs keep our key set for hours. So the next key is published a day before it signs, and the one before it a week
 * after it stopped. Which key signs follows from the time alone, so that a command in another process takes effect at
 * once. Thread-safe.
 */
public final class ToolKeys {
    /** From the publishing of a key to its first signature: longer than LMSs keep key sets. */
    public static final Duration LEAD = Duration.ofDays(1);
    /** From a key's last signature to the end of its publishing. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final int BITS = 2048;

    private final DataFolder folder;
    private final Database database;
    private final Clock clock;
    private final Map<String, RSAKey> loaded = new ConcurrentHashMap<>();

    private ToolKeys(DataFolder folder, Database database, Clock clock) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
    }

    /**
     * The keys of this folder; makes the first one.
     *
     * @throws StoreException when a private key cannot be read
     */
    public static ToolKeys open(DataFolder folder, Database database, Clock clock) {
        ToolKeys keys = new ToolKeys(folder, database, clock);
        if (keys.all().isEmpty()) {
            keys.generate(clock.instant());
        }
        keys.key(keys.signing().kid());
        return keys;
    }

    /** All that are published or sign, in the order in which they sign. */
    public List<ToolKey> all() {
        Instant now = clock.instant();
        return database.read(ToolKeyStore::all).stream()
                .filter(key -> key.published(now))
                .toList();
    }

    /** The key that signs now. */
    public ToolKey signing() {
        Instant now = clock.instant();
        List<ToolKey> all = all();
        ToolKey signing = all.get(0);
        for (ToolKey key : all) {
            if (key.signs(now)) {
                signing = key;
            }
        }
        return signing;
    }

    /** The key that is published and does not sign yet; empty for none. */
    public Optional<ToolKey> next() {
        Instant now = clock.instant();
        return all().stream().filter(key -> !key.signs(now)).findFirst();
    }

    /**
     * Makes the next key, which signs in a day; while there is one already, it stays and no other is made.
     *
     * @return the next key
     */
    public synchronized ToolKey rotate() {
        Optional<ToolKey> waiting = next();
        return waiting.isPresent()
                ? waiting.get()
                : follow(clock.instant().plus(LEAD).truncatedTo(ChronoUnit.SECONDS), KEPT);
    }

    /**
     * Makes a key that signs at once and takes all others back, because somebody else may have them. LMSs that keep our
     * key set refuse our calls until they fetch it again.
     */
    public synchronized ToolKey replaceNow() {
        return follow(clock.instant(), Duration.ZERO);
    }

    /** Makes the next key when the newest has signed for so long. */
    public synchronized Optional<ToolKey> rotateAfter(Duration age) {
        List<ToolKey> all = all();
        ToolKey newest = all.get(all.size() - 1);
        return newest.signsFrom().plus(age).isAfter(clock.instant()) ? Optional.empty() : Optional.of(rotate());
    }

    private ToolKey follow(Instant from, Duration kept) {
        ToolKey made = generate(from);
        database.change(handle -> ToolKeyStore.endOthers(handle, made.kid(), from.plus(kept)));
        return made;
    }

    private ToolKey generate(Instant from) {
        try {
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            // The file first: a row without its file would stop every later start.
            folder.writePrivate(fileName(key.getKeyID()), key.toJSONString().getBytes(StandardCharsets.UTF_8));
            ToolKey row = new ToolKey(key.getKeyID(), clock.instant(), from, null);
            database.change(handle -> ToolKeyStore.insert(handle, row));
            return row;
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }

    private RSAKey key(String kid) {
        return loaded.computeIfAbsent(kid, this::load);
    }

    private RSAKey load(String kid) {
        Path file = folder.file(fileName(kid));
        try {
            return RSAKey.parse(Files.readString(file));
        } catch (IOException | ParseException e) {
            throw new StoreException(
                    "The tool's private key " + file + " cannot be read; restore it from a backup of the data folder.",
                    e);
        }
    }

    private static String fileName(String kid) {
        return "tool-key-" + kid + ".json";
    }

    /** A token in our name (RS256), with the key's kid. */
    public String sign(JWTClaimsSet claims) {
        try {
            RSAKey current = key(signing().kid());
            JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                    .type(JOSEObjectType.JWT)
                    .keyID(current.getKeyID())
                    .build();
            SignedJWT token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(current));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform signs with RSA keys", e);
        }
    }

    /** The public halves, as platforms fetch them; the one that signs comes first. */
    public JWKSet publicKeys() {
        String signing = signing().kid();
        List<JWK> keys = all().stream()
                .map(ToolKey::kid)
                .sorted((a, b) -> Boolean.compare(b.equals(signing), a.equals(signing)))
                .map(kid -> (JWK) key(kid).toPublicJWK())
                .toList();
        return new JWKSet(keys);
    }

    /** Removes keys that are published no more, with their files. */
    public synchronized void purge() {
        Instant now = clock.instant();
        for (ToolKey key : database.read(ToolKeyStore::all)) {
            if (!key.published(now)) {
                loaded.remove(key.kid());
                // The row first: a file without its row is only in the way.
                database.change(handle -> ToolKeyStore.delete(handle, key.kid()));
                folder.deletePrivate(fileName(key.kid()));
            }
        }
    }
}
