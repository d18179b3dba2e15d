package lectern.lti.login;

import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import lectern.account.Tokens;

/**
 * Ties a state to the browser that began the login, so that nobody can send a victim into a class with the sender's own
 * launch. Two cookies for each login: browsers that block third-party cookies keep the partitioned one (CHIPS), the
 * others may not know that word. Either proves it.
 */
public final class BrowserBinding {
    private static final String ATTRIBUTES = "; Path=/lti; Secure; HttpOnly; SameSite=None; Max-Age=";

    private BrowserBinding() {}

    static void set(Context ctx, String state) {
        write(ctx, state, state, Logins.LIFE.toSeconds());
    }

    /** Whether this browser began the login of this state. */
    public static boolean proves(Context ctx, String state) {
        return names(state).stream().map(ctx::cookie).anyMatch(value -> value != null && equal(value, state));
    }

    /** Takes the cookies of a login that is over. */
    public static void clear(Context ctx, String state) {
        write(ctx, state, "", 0);
    }

    private static void write(Context ctx, String state, String value, long seconds) {
        List<String> names = names(state);
        ctx.res().addHeader("Set-Cookie", names.get(0) + "=" + value + ATTRIBUTES + seconds);
        ctx.res().addHeader("Set-Cookie", names.get(1) + "=" + value + ATTRIBUTES + seconds + "; Partitioned");
    }

    /** Named by the state, for launches side by side; never with characters of the request in the name. */
    private static List<String> names(String state) {
        String hash = Base64.getUrlEncoder().withoutPadding().encodeToString(Tokens.hash(state));
        String name = "lti-" + hash.substring(0, 16);
        return List.of(name, name + "-p");
    }

    private static boolean equal(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
