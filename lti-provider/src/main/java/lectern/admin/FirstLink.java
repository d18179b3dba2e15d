package lectern.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import lectern.account.AdminAccess;
import lectern.store.DataFolder;

/**
 * The link with which whoever runs the server enters the console for the first time. On a terminal it is printed; where
 * the output goes into a log, it is put into a file for this user only, which goes away with the link's use or life.
 */
public final class FirstLink {
    public static final Duration LIFE = Duration.ofHours(1);
    static final String FILE = "console-link";

    private final AdminAccess access;
    private final DataFolder folder;
    private final URI baseUrl;

    public FirstLink(AdminAccess access, DataFolder folder, URI baseUrl) {
        this.access = access;
        this.folder = folder;
        this.baseUrl = baseUrl;
    }

    /** The console's address with a secret in the part that browsers send to no server. */
    public static String url(URI baseUrl, String secret) {
        return baseUrl + "/admin#t=" + secret;
    }

    /**
     * What to print at this start; empty but for the first.
     *
     * @param terminal whether a person reads what is printed, and nobody keeps it
     */
    public Optional<String> tell(boolean terminal) {
        if (!access.first()) {
            return Optional.empty();
        }
        String url = url(baseUrl, access.link(LIFE));
        if (terminal) {
            return Optional.of("The console, for whoever runs this server (works once, for one hour): " + url);
        }
        folder.writePrivate(FILE, (url + "\n").getBytes(StandardCharsets.UTF_8));
        return Optional.of("The link to the console, for whoever runs this server, is in " + folder.file(FILE)
                + " (works once, for one hour; lectern console link makes another).");
    }

    /** Somebody came in. */
    void used() {
        folder.deletePrivate(FILE);
    }

    /** Takes the file away once its link is too old. */
    public void purge() {
        Path file = folder.file(FILE);
        try {
            if (Files.exists(file)
                    && Files.getLastModifiedTime(file).toMillis() < System.currentTimeMillis() - LIFE.toMillis()) {
                folder.deletePrivate(FILE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
