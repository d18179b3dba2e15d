package lectern.practice.platform;

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
import java.util.ArrayList;
import java.util.List;

/**
 * The platform's key pairs: the one that signs, and earlier ones that are still published, at most {@value #PUBLISHED} in
 * all. Made at the start or when somebody asks for a new one, kept in memory only, gone at the end. Any thread.
 */
public final class PlatformKey {

    private static final int PUBLISHED = 3;

    /** The signing one first. */
    private volatile List<RSAKey> keys;

    private PlatformKey(RSAKey key) {
        keys = List.of(key);
    }

    public static PlatformKey generate() {
        return new PlatformKey(fresh());
    }

    /**
     * Signs with a new key from now on.
     *
     * @param withdraw whether earlier ones are unpublished at once, as after a theft; otherwise they stay a while, as at
     *     an orderly rotation
     */
    public synchronized void rotate(boolean withdraw) {
        List<RSAKey> now = new ArrayList<>(List.of(fresh()));
        if (!withdraw) {
            now.addAll(keys);
        }
        keys = List.copyOf(now.subList(0, Math.min(now.size(), PUBLISHED)));
    }

    /** Names of the published keys, the signing one first. */
    public List<String> kids() {
        return keys.stream().map(RSAKey::getKeyID).toList();
    }

    private static RSAKey fresh() {
        try {
            return new RSAKeyGenerator(2048)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot make an RSA key", e);
        }
    }

    /** The public halves, as RFC 7517 §5 writes them. */
    public String jwks() {
        return new JWKSet(keys.stream().<JWK>map(RSAKey::toPublicJWK).toList()).toString();
    }

    /** Both halves of the signing one, for launches that are wrong on purpose. */
    public RSAKey pair() {
        return keys.get(0);
    }

    public String sign(JWTClaimsSet claims) {
        RSAKey key = pair();
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .type(JOSEObjectType.JWT)
                .keyID(key.getKeyID())
                .build();
        SignedJWT jwt = new SignedJWT(header, claims);
        try {
            jwt.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot sign with RSA", e);
        }
        return jwt.serialize();
    }
}
