package lectern.lti.registration;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import lectern.lticonfig.Family;
import lectern.settings.Loopback;
import lectern.settings.Settings;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wrote down for an LMS without dynamic registration. What is left out is filled in where every LMS of the
 * family has the same: hosted Canvas, Blackboard and Schoology share their addresses, and Moodle's follow from its site.
 *
 * @param family by its slug; null for one that is not known
 * @param site a Moodle's own address
 * @param deployments that may launch
 */
public record HandMade(
        @Nullable String family,
        String clientId,
        @Nullable String site,
        @Nullable String iss,
        @Nullable String authUrl,
        @Nullable String jwksUrl,
        @Nullable String tokenUrl,
        @Nullable String tokenAudience,
        List<String> deployments) {
    private static final int MAX = 255;
    private static final int MAX_URL = 1000;
    private static final int MAX_DEPLOYMENTS = 50;

    public HandMade {
        deployments = List.copyOf(deployments);
    }

    /** A field is missing or wrong. */
    public static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;

        private final Field field;

        Mistake(Field field, String said) {
            super(said);
            this.field = field;
        }

        public Field field() {
            return field;
        }

        /** What is wrong with it, to be put behind its name. */
        public String said() {
            return String.valueOf(getMessage());
        }
    }

    /** What may be missing or wrong. */
    public enum Field {
        FAMILY,
        CLIENT_ID,
        SITE,
        ISS,
        AUTH_URL,
        JWKS_URL,
        TOKEN_URL,
        TOKEN_AUDIENCE,
        DEPLOYMENT
    }

    private record Known(
            @Nullable String iss,
            @Nullable URI auth,
            @Nullable URI jwks,
            @Nullable URI token,
            @Nullable String audience) {
        static final Known NOTHING = new Known(null, null, null, null, null);
    }

    /** The registration, with what the family or the site adds. */
    public Settings.Registration complete() throws Mistake {
        Family known = named();
        short255(Field.CLIENT_ID, clientId);
        Known addresses = known(known);
        String issuer = iss == null ? addresses.iss() : iss;
        if (issuer == null) {
            throw missing(Field.ISS);
        }
        short255(Field.ISS, issuer);
        if (deployments.size() > MAX_DEPLOYMENTS) {
            throw new Mistake(Field.DEPLOYMENT, "is there more than " + MAX_DEPLOYMENTS + " times");
        }
        for (String deployment : deployments) {
            short255(Field.DEPLOYMENT, deployment);
        }
        return new Settings.Registration(
                issuer,
                clientId,
                needed(Field.AUTH_URL, authUrl, addresses.auth()),
                needed(Field.JWKS_URL, jwksUrl, addresses.jwks()),
                tokenUrl == null ? addresses.token() : address(Field.TOKEN_URL, tokenUrl),
                tokenAudience == null ? addresses.audience() : tokenAudience,
                known.slug(),
                deployments);
    }

    private Family named() throws Mistake {
        if (family == null) {
            return Family.GENERIC;
        }
        Optional<Family> found = Family.bySlug(family);
        if (found.isEmpty()) {
            throw new Mistake(
                    Field.FAMILY,
                    "must be one of "
                            + String.join(
                                    ", ",
                                    List.of(Family.values()).stream()
                                            .map(Family::slug)
                                            .toList()));
        }
        return found.get();
    }

    private Known known(Family known) throws Mistake {
        if (site != null) {
            if (known != Family.MOODLE) {
                throw new Mistake(Field.SITE, "goes with Moodle only; give the four addresses of another LMS");
            }
            String at = address(Field.SITE, site).toString().replaceAll("/+$", "");
            return new Known(
                    at,
                    URI.create(at + "/mod/lti/auth.php"),
                    URI.create(at + "/mod/lti/certs.php"),
                    URI.create(at + "/mod/lti/token.php"),
                    null);
        }
        // Another issuer is a server of the school's own, where the shared addresses are wrong.
        return known.cloud(clientId)
                .filter(cloud -> iss == null || iss.equals(cloud.iss()))
                .map(cloud ->
                        new Known(cloud.iss(), cloud.authUrl(), cloud.jwksUrl(), cloud.tokenUrl(), cloud.audience()))
                .orElse(Known.NOTHING);
    }

    private static void short255(Field field, String text) throws Mistake {
        if (text.isBlank()) {
            throw missing(field);
        }
        if (text.length() > MAX) {
            throw new Mistake(field, "has at most " + MAX + " characters");
        }
    }

    private static Mistake missing(Field field) {
        return new Mistake(
                field,
                field == Field.CLIENT_ID || field == Field.DEPLOYMENT
                        ? "is missing"
                        : "is missing; only hosted Canvas, Blackboard and Schoology, and Moodle by its site, have known "
                                + "addresses");
    }

    private static URI needed(Field field, @Nullable String given, @Nullable URI otherwise) throws Mistake {
        if (given != null) {
            return address(field, given);
        }
        if (otherwise == null) {
            throw missing(field);
        }
        return otherwise;
    }

    /** An https address; http only to this machine. */
    static URI address(Field field, String text) throws Mistake {
        try {
            URI uri = URI.create(text);
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean here = "http".equalsIgnoreCase(uri.getScheme()) && Loopback.is(String.valueOf(uri.getHost()));
            if (uri.getHost() != null && text.length() <= MAX_URL && (secure || here)) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Mistake(field, "must be an https address (http only for this machine), not " + text);
    }
}
