package lectern.admin;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import lectern.lti.registration.HandMade;
import lectern.settings.Settings;
import lectern.web.ApiError;
import org.jspecify.annotations.Nullable;

/** A registration as the form sends it: an empty field is one that was not given. */
record GivenRegistration(
        @Nullable String name,
        @Nullable String family,
        @Nullable String clientId,
        @Nullable String site,
        @Nullable String iss,
        @Nullable String authUrl,
        @Nullable String jwksUrl,
        @Nullable String tokenUrl,
        @Nullable String tokenAudience,
        @Nullable List<String> deployments) {
    /**
     * What was given, with what the family has.
     *
     * @param sameIss the issuer of one that is there already; null for a new one
     * @throws ApiError {@code field_…} that names the field
     */
    Settings.Registration values(@Nullable String sameIss, @Nullable String sameClient) {
        HandMade made = new HandMade(
                text(family),
                Objects.requireNonNullElse(text(sameClient == null ? clientId : sameClient), ""),
                text(site),
                text(sameIss == null ? iss : sameIss),
                text(authUrl),
                text(jwksUrl),
                text(tokenUrl),
                text(tokenAudience),
                deployments == null
                        ? List.of()
                        : deployments.stream()
                                .map(GivenRegistration::text)
                                .filter(Objects::nonNull)
                                .toList());
        try {
            return made.complete();
        } catch (HandMade.Mistake mistake) {
            throw new ApiError(400, "field_" + lower(mistake.field()), field(mistake));
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String field(HandMade.Mistake mistake) {
        String name = switch (mistake.field()) {
            case FAMILY -> "The kind of LMS ";
            case CLIENT_ID -> "The client id ";
            case SITE -> "The address of the site ";
            case ISS -> "The issuer ";
            case AUTH_URL -> "The login address ";
            case JWKS_URL -> "The key set's address ";
            case TOKEN_URL -> "The address for access tokens ";
            case TOKEN_AUDIENCE -> "The audience ";
            case DEPLOYMENT -> "The deployment id ";
        };
        return name + mistake.said() + ".";
    }

    static @Nullable String text(@Nullable String field) {
        return field == null || field.isBlank() ? null : field.strip();
    }

    String school() {
        return Objects.requireNonNullElse(text(name), "");
    }
}
