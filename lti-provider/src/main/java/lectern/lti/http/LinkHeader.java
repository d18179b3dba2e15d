package lectern.lti.http;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the next page of a list is (RFC 8288). */
public final class LinkHeader {
    private static final Pattern LINK =
            Pattern.compile("<([^<>]*)>((?:\\s*;\\s*[\\w*-]+\\s*(?:=\\s*(?:\"[^\"]*\"|[^\\s,;\"]+))?)*)");
    private static final Pattern REL =
            Pattern.compile(";\\s*rel\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,;\"]+))", Pattern.CASE_INSENSITIVE);

    private LinkHeader() {}

    /**
     * The next page. Empty at the last one, and for a header that is broken (one LMS writes typographic quotes) or that
     * leads to another server: a token is for the host that it was made for.
     */
    public static Optional<URI> next(PlatformAnswer answer) {
        for (String header : answer.headers().allValues("Link")) {
            Matcher link = LINK.matcher(header);
            while (link.find()) {
                if (isNext(link.group(2))) {
                    return resolve(answer.uri(), link.group(1));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameters) {
        Matcher rel = REL.matcher(parameters);
        if (!rel.find()) {
            return false;
        }
        String words = rel.group(1) == null ? rel.group(2) : rel.group(1);
        for (String word : words.split("\\s+", -1)) {
            if (word.equalsIgnoreCase("next")) {
                return true;
            }
        }
        return false;
    }

    private static Optional<URI> resolve(URI from, String reference) {
        try {
            String asked = reference.strip();
            // URI takes the last segment away before a query (RFC 3986 §5.3 does not).
            URI next = from.resolve(asked.startsWith("?") ? from.getRawPath() + asked : asked);
            boolean same = from.getScheme().equalsIgnoreCase(String.valueOf(next.getScheme()))
                    && from.getAuthority().equalsIgnoreCase(String.valueOf(next.getAuthority()));
            return same ? Optional.of(next) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
