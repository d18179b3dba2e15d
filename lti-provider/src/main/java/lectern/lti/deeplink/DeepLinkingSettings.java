package lectern.lti.deeplink;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.refusal.ReturnUrl;
import org.jspecify.annotations.Nullable;

/**
 * What the LMS takes (Deep Linking 2.0 §3.4.1, {@code deep_linking_settings}).
 *
 * @param returnUrl where the answer is posted to; holds secrets of some LMSs, so it is never logged
 * @param types content item types that it accepts
 * @param targets where it can show a link: frame, iframe, window
 * @param multiple whether more than one item may come back; not when it says nothing
 * @param lineItem whether an item may bring a gradebook column; also when it says nothing, as Moodle does, which takes
 *     them
 * @param autoCreate the LMS makes the links at once; else the teacher still has to save them there
 * @param title what the LMS calls the new link already, or null
 * @param data to be sent back unchanged, or null
 */
record DeepLinkingSettings(
        String returnUrl,
        Set<String> types,
        Set<String> targets,
        boolean multiple,
        boolean lineItem,
        boolean autoCreate,
        @Nullable String title,
        @Nullable String text,
        @Nullable String data) {
    static final String CLAIM = "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";
    static final String RESOURCE_LINK = "ltiResourceLink";

    private static final int MAX_DATA = 64 * 1024;
    private static final int MAX_LIST = 50;
    private static final int MAX_WORDS = 2000;

    DeepLinkingSettings {
        types = Set.copyOf(types);
        targets = Set.copyOf(targets);
    }

    /** Throws {@link Refused} with {@code bad_deep_linking} when the claim cannot be answered. */
    static DeepLinkingSettings of(@Nullable Object claim) {
        if (!(claim instanceof Map<?, ?> settings)) {
            throw bad("deep_linking_settings is absent or no object");
        }
        String returnUrl = settings.get("deep_link_return_url") instanceof String url ? ReturnUrl.safe(url) : null;
        if (returnUrl == null) {
            throw bad("deep_link_return_url is absent or no web address");
        }
        return new DeepLinkingSettings(
                returnUrl,
                list(settings, "accept_types"),
                list(settings, "accept_presentation_document_targets"),
                flag(settings, "accept_multiple", false),
                flag(settings, "accept_lineitem", true),
                flag(settings, "auto_create", false),
                words(settings.get("title")),
                words(settings.get("text")),
                data(settings.get("data")));
    }

    boolean takesLinks() {
        return types.contains(RESOURCE_LINK);
    }

    boolean takesWindows() {
        return targets.contains("window");
    }

    private static Set<String> list(Map<?, ?> settings, String name) {
        // Required (§3.4.1), and a bare text where one LMS or the other forgets the list.
        Object value = settings.get(name) instanceof String one ? List.of(one) : settings.get(name);
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw bad(name + " is absent or no list of texts");
        }
        return list.stream().limit(MAX_LIST).map(String.class::cast).collect(Collectors.toSet());
    }

    /** Some LMSs write booleans as texts. */
    private static boolean flag(Map<?, ?> settings, String name, boolean unsaid) {
        Object value = settings.get(name);
        if (value instanceof Boolean said) {
            return said;
        }
        if (value instanceof String text && !text.isBlank()) {
            return Boolean.parseBoolean(text);
        }
        return unsaid;
    }

    private static @Nullable String words(@Nullable Object value) {
        return value instanceof String text && !text.isBlank()
                ? text.substring(0, Math.min(MAX_WORDS, text.length()))
                : null;
    }

    private static @Nullable String data(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text) || text.length() > MAX_DATA) {
            throw bad("data is no text of at most " + MAX_DATA + " characters");
        }
        return text;
    }

    private static Refused bad(String detail) {
        return new Refused(Refusal.BAD_DEEP_LINKING, detail);
    }

    @Override
    public String toString() {
        return "DeepLinkingSettings" + types; // neither the address nor the data in a log
    }
}
