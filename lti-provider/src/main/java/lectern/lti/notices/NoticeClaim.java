package lectern.lti.notices;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import lectern.lti.launch.Claims;

/** Claims of notices and of the service that sends them (Platform Notification Service 1.0). */
final class NoticeClaim {
    private static final String LTI = "https://purl.imsglobal.org/spec/lti/claim/";

    static final String NOTICE = LTI + "notice";
    static final String VERSION = LTI + "version";
    static final String DEPLOYMENT_ID = LTI + "deployment_id";
    static final String CONTEXT = LTI + "context";
    static final String ORIGIN_CONTEXTS = LTI + "origin_contexts";
    private static final String SERVICE = LTI + "platformnotificationservice";

    private NoticeClaim() {}

    /** What the platform sends of what we take; all of it where it does not say. */
    static List<NoticeType> supported(Claims claims) {
        Object types = claims.values().get(SERVICE) instanceof Map<?, ?> service
                ? service.get("notice_types_supported")
                : null;
        return Arrays.stream(NoticeType.values())
                .filter(type -> !(types instanceof List<?> list) || list.contains(type.word()))
                .toList();
    }
}
