package lectern.recorder;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command line of {@link RecorderMain}. */
record RecorderArguments(Path socket, Path root, boolean supervised) {
    static Optional<RecorderArguments> parse(String[] arguments) {
        @Nullable Path socket = null;
        @Nullable Path root = null;
        boolean supervised = false;
        for (int i = 0; i < arguments.length; i++) {
            boolean value = i + 1 < arguments.length;
            if (arguments[i].equals("--supervised")) {
                supervised = true;
            } else if (arguments[i].equals("--socket") && value) {
                socket = Path.of(arguments[++i]);
            } else if (arguments[i].equals("--root") && value) {
                root = Path.of(arguments[++i]);
            } else {
                return Optional.empty();
            }
        }
        return socket == null || root == null
                ? Optional.empty()
                : Optional.of(new RecorderArguments(socket, root, supervised));
    }
}
