package lectern.bridge.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * TURN servers (RFC 8656) that share a secret with us: who joins gets a user name that says until when it holds, and a
 * password that only we and the servers can make (draft-uberti-behave-turn-rest-00 §2.2).
 *
 * @param uris as in RFC 7065; empty for none
 * @param secret shared with all of them
 * @param lifetime of a credential, 1 minute to 1 hour
 */
public record TurnServers(List<String> uris, String secret, Duration lifetime) {
    public static final TurnServers NONE = new TurnServers(List.of(), "", Duration.ofHours(1));

    private static final Pattern URI = Pattern.compile(
            "turns?:([A-Za-z0-9.-]{1,253}|\\[[0-9A-Fa-f:.]{2,45}])(:[0-9]{1,5})?(\\?transport=(udp|tcp))?");
    private static final int MIN_SECRET = 16;

    public TurnServers {
        uris = List.copyOf(uris);
        for (String uri : uris) {
            if (!URI.matcher(uri).matches()) {
                throw new IllegalArgumentException("\"" + uri
                        + "\" is no TURN address; write one such as \"turn:turn.school.edu:3478?transport=udp\"");
            }
        }
        if (!uris.isEmpty() && secret.length() < MIN_SECRET) {
            throw new IllegalArgumentException(
                    "the secret shared with the TURN server needs " + MIN_SECRET + " characters or more");
        }
        if (lifetime.compareTo(Duration.ofMinutes(1)) < 0 || lifetime.compareTo(Duration.ofHours(1)) > 0) {
            throw new IllegalArgumentException("TURN credentials hold for 1 minute to 1 hour");
        }
    }

    /** What one participant may use from now on, until the credential expires. */
    public record Credential(List<String> urls, String username, String credential) {
        public Credential {
            urls = List.copyOf(urls);
        }

        @Override
        public String toString() {
            return "Credential[username=" + username + "]";
        }
    }

    /** One credential for all servers; none without servers. */
    public List<Credential> issue(String participant, Instant now) {
        if (uris.isEmpty()) {
            return List.of();
        }
        String username = now.plus(lifetime).getEpochSecond() + ":" + participant;
        return List.of(new Credential(uris, username, password(username)));
    }

    private String password(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(username.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM lacks HMAC-SHA1", e);
        }
    }

    @Override
    public String toString() {
        return "TurnServers" + uris;
    }
}
