package lectern.lti.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
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
import java.util.Optional;
import lectern.store.DataFolder;
import lectern.store.Database;
import lectern.store.StoreException;

/**
 * The RSA key that says who we are: made on the first run. The private half lies in a file of the data folder that
 * only this user can read, the store knows the kid alone. The kid is the key's thumbprint (RFC 7638), so it is never
 * used twice.
 */
public final class ToolKeys {
    private static final int BITS = 2048;

    private final RSAKey current;

    private ToolKeys(RSAKey current) {
        this.current = current;
    }

    public static ToolKeys open(DataFolder folder, Database database, Clock clock) {
        Optional<String> kid = database.read(ToolKeyStore::current);
        return new ToolKeys(kid.isPresent() ? load(folder, kid.get()) : generate(folder, database, clock));
    }

    private static RSAKey load(DataFolder folder, String kid) {
        Path file = folder.file(fileName(kid));
        try {
            return RSAKey.parse(Files.readString(file));
        } catch (IOException | ParseException e) {
            throw new StoreException(
                    "The tool's private key " + file + " cannot be read; restore it from a backup of the data folder.",
                    e);
        }
    }

    private static RSAKey generate(DataFolder folder, Database database, Clock clock) {
        try {
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
            // The file first: a row without its file would stop every later start.
            folder.writePrivate(fileName(key.getKeyID()), key.toJSONString().getBytes(StandardCharsets.UTF_8));
            database.change(handle -> ToolKeyStore.insert(handle, key.getKeyID(), clock.millis()));
            return key;
        } catch (JOSEException e) {
            throw new IllegalStateException("every Java platform makes RSA keys", e);
        }
    }

    private static String fileName(String kid) {
        return "tool-key-" + kid + ".json";
    }

    /** A token in our name (RS256), with the key's kid. */
    public String sign(JWTClaimsSet claims) {
        try {
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

    /** The public halves, as platforms fetch them. */
    public JWKSet publicKeys() {
        return new JWKSet(current.toPublicJWK());
    }
}
