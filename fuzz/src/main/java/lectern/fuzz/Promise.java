package lectern.fuzz;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a parser promises; cheap enough for millions of executions. */
public final class Promise {
    private Promise() {}

    public static void that(boolean kept, String otherwise) {
        if (!kept) {
            throw new AssertionError(otherwise);
        }
    }

    /** Both are the same to the parser's user. */
    public static void same(@Nullable Object one, @Nullable Object other, String otherwise) {
        if (!Objects.equals(one, other)) {
            throw new AssertionError(otherwise + ": " + one + " and " + other);
        }
    }
}
