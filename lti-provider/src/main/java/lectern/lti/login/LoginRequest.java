package lectern.lti.login;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.web.ApiError;
import lectern.web.Form;
import org.jspecify.annotations.Nullable;

/** The parameters of a login initiation (LTI Core 1.3 §4.1; Security Framework 1.1 §5.1.1.1), from query or form. */
record LoginRequest(
        @Nullable String iss,
        @Nullable String clientId,
        @Nullable String loginHint,
        @Nullable String messageHint,
        @Nullable String targetLinkUri,
        @Nullable String storageTarget) {
    private static final int MAX_BODY = 64 * 1024;
    private static final int MAX_VALUE = 8192;

    static LoginRequest of(Context ctx) {
        try {
            Form form =
                    ctx.method().equals(HandlerType.POST) ? Form.read(ctx, MAX_BODY) : Form.parse(ctx.queryString());
            return new LoginRequest(
                    form.get("iss"),
                    form.get("client_id"),
                    form.get("login_hint"),
                    form.get("lti_message_hint"),
                    form.get("target_link_uri"),
                    storageTarget(form.get("lti_storage_target")));
        } catch (ApiError e) {
            throw new Refused(e.status() == 413 ? Refusal.TOO_LARGE : Refusal.MISSING_PARAMETER, e.sentence());
        }
    }

    /** The name of a frame; a strange one counts as none, because cookies are there as well. */
    private static @Nullable String storageTarget(@Nullable String name) {
        return name != null && name.matches("[A-Za-z0-9_.-]{1,64}") ? name : null;
    }

    /** The value of a parameter that must be there. */
    static String need(String name, @Nullable String value) {
        if (value == null) {
            throw new Refused(Refusal.MISSING_PARAMETER, name + " is missing");
        }
        if (value.length() > MAX_VALUE) {
            throw new Refused(Refusal.TOO_LARGE, name + " is longer than " + MAX_VALUE + " characters");
        }
        return value;
    }
}
