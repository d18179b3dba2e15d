package lectern.operations;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import lectern.account.Tokens;
import lectern.store.DataFolder;
import lectern.store.StoreException;
import lectern.web.ApiError;

/**
 * Proves that somebody may read the server's own files: the token lies in the data folder, for this user only, and is
 * made at the first start. Deleting the file and restarting makes another.
 */
public final class OperatorToken {
    static final String FILE = "operator-token";
    private static final String BEARER = "Bearer ";
    private static final int MAX = 128;

    private final byte[] hash;

    private OperatorToken(String token) {
        hash = Tokens.hash(token);
    }

    public static OperatorToken open(DataFolder folder, Tokens tokens) {
        try {
            if (Files.exists(folder.file(FILE))) {
                folder.keepPrivate(FILE);
                String kept = Files.readString(folder.file(FILE)).strip();
                if (kept.length() >= 20 && kept.length() <= MAX) {
                    return new OperatorToken(kept);
                }
                throw new StoreException("The file " + folder.file(FILE)
                        + " holds no operator's token; delete it, and the next start makes one.");
            }
        } catch (IOException e) {
            throw new StoreException("The file " + folder.file(FILE) + " cannot be read.", e);
        }
        String fresh = tokens.fresh();
        folder.writePrivate(FILE, (fresh + "\n").getBytes(StandardCharsets.UTF_8));
        return new OperatorToken(fresh);
    }

    /** Lets the operator through; everybody else gets {@code operator_only}. */
    void check(Context ctx) {
        String header = ctx.header("Authorization");
        boolean bearer = header != null
                && header.length() <= MAX + BEARER.length()
                && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (!bearer
                || !MessageDigest.isEqual(
                        hash, Tokens.hash(header.substring(BEARER.length()).strip()))) {
            throw new ApiError(
                    401,
                    "operator_only",
                    "This is for the server's operator. Send the token that is in the file operator-token of the data "
                            + "folder as \"Authorization: Bearer …\".");
        }
    }
}
