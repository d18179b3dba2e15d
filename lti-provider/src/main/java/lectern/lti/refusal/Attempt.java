package lectern.lti.refusal;

import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/**
 * What is known so far of one login or launch, for the log and for the page that may have to say no. Filled as the
 * checks go on, by the one thread that handles the request.
 */
public final class Attempt {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final int MAX = 255;

    private final String launchId;
    private @Nullable String iss;
    private @Nullable String clientId;
    private @Nullable String deploymentId;
    private @Nullable String messageType;
    private @Nullable String returnUrl;
    private @Nullable String restart;

    public Attempt() {
        StringBuilder id = new StringBuilder("L-");
        for (int i = 0; i < 10; i++) {
            id.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        launchId = id.toString();
    }

    /** A name for this attempt that a person can read out: no letters or digits that look alike. */
    public String launchId() {
        return launchId;
    }

    public void from(@Nullable String newIss, @Nullable String newClientId) {
        iss = clean(newIss);
        clientId = clean(newClientId);
    }

    public void deployment(String newDeploymentId) {
        deploymentId = clean(newDeploymentId);
    }

    public void messageType(String newMessageType) {
        messageType = clean(newMessageType);
    }

    /** Where the LMS wants people back; only from a verified token. */
    public void returnUrl(@Nullable String verified) {
        returnUrl = verified;
    }

    /** An address that begins this login again. */
    public void restart(@Nullable String url) {
        restart = url;
    }

    /** Cut to 255 characters, one line: an unverified request may not write the log's lines. */
    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = text.replaceAll("\\p{Cntrl}", "\uFFFD");
        return line.length() <= MAX ? line : line.substring(0, MAX) + "…";
    }

    @Nullable
    String iss() {
        return iss;
    }

    @Nullable
    String clientId() {
        return clientId;
    }

    @Nullable
    String deploymentId() {
        return deploymentId;
    }

    @Nullable
    String messageType() {
        return messageType;
    }

    @Nullable
    String returnUrl() {
        return returnUrl;
    }

    @Nullable
    String restart() {
        return restart;
    }
}
