package lectern.practice.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A launch about to be sent, right in everything until a case breaks it. One thread. */
final class Attempt {

    final Map<String, Object> claims;
    RSAKey key;
    JWSHeader header;
    String state;
    List<String> cookies;

    /** What is sent instead of the signed claims; empty for none. */
    String token = "";

    /** How often the form is sent; the last answer counts. */
    int times = 1;

    Attempt(Map<String, Object> claims, RSAKey key, String state, List<String> cookies) {
        this.claims = new LinkedHashMap<>(claims);
        this.key = key;
        this.header = header(JWSAlgorithm.RS256, key.getKeyID());
        this.state = state;
        this.cookies = cookies;
    }

    static JWSHeader header(JWSAlgorithm algorithm, String kid) {
        return new JWSHeader.Builder(algorithm).keyID(kid).build();
    }

    void algorithm(JWSAlgorithm algorithm) {
        header = header(algorithm, key.getKeyID());
    }

    /** Signs with a key that nobody published, under the published key's name. */
    void foreignKey() {
        try {
            key = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot make an RSA key", e);
        }
    }

    String signed() {
        return signed(new Payload(new LinkedHashMap<>(claims)));
    }

    String signed(Payload payload) {
        try {
            JWSObject jws = new JWSObject(header, payload);
            jws.sign(new RSASSASigner(key));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot sign with RSA", e);
        }
    }

    void unsigned() {
        token = Base64URL.encode("{\"alg\":\"none\",\"kid\":\"" + key.getKeyID() + "\"}") + "."
                + new Payload(new LinkedHashMap<>(claims)).toBase64URL() + ".";
    }

    /** The public key taken for a shared secret, which some libraries fell for. */
    void hmacWithPublicKey() {
        try {
            JWSObject jws =
                    new JWSObject(header(JWSAlgorithm.HS256, key.getKeyID()), new Payload(new LinkedHashMap<>(claims)));
            jws.sign(new MACSigner(key.toRSAPublicKey().getEncoded()));
            token = jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java cannot sign with HMAC", e);
        }
    }

    void changedAfterSigning() {
        String[] right = signed().split("\\.", -1);
        claims.put("sub", "somebody-else");
        String[] wrong = signed().split("\\.", -1);
        token = right[0] + "." + wrong[1] + "." + right[2];
    }
}
