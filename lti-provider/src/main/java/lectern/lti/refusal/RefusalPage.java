package lectern.lti.refusal;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import lectern.web.MessagePage;
import lectern.web.Query;
import lectern.web.SecurityHeaders;
import org.jspecify.annotations.Nullable;

/** Answers a refused login or launch: never a dead end, always a code. */
public final class RefusalPage {
    private static final String TITLE = "The class could not be opened";

    private final MessagePage page;
    private final SecurityHeaders headers;
    private final LaunchLog log;

    public RefusalPage(MessagePage page, SecurityHeaders headers, LaunchLog log) {
        this.page = page;
        this.headers = headers;
        this.log = log;
    }

    public void answer(Context ctx, Attempt attempt, Refused refused) {
        Refusal refusal = refused.refusal();
        log.refused(attempt, refusal);
        // Whoever launches may frame this page, registered or not: it holds nothing, and must be readable.
        Refused.Back back = refused.back();
        if (back == null) {
            headers.framedBy(ctx, Set.of("*"));
        } else {
            headers.framedBy(ctx, Set.of("*"), back.url());
        }
        ctx.status(refusal.status());
        ctx.html(page.render(new MessagePage.Message(
                TITLE, refusal.sentence(), refusal.code(), details(attempt, refused), links(attempt, refused))));
    }

    private static String details(Attempt attempt, Refused refused) {
        StringBuilder lines = new StringBuilder(refused.refusal().forAdmin()).append('\n');
        line(lines, "Detail", refused.detail());
        line(lines, "Launch", attempt.launchId());
        line(lines, "Issuer", attempt.iss());
        line(lines, "Client id", attempt.clientId());
        line(lines, "Deployment", attempt.deploymentId());
        return lines.toString().stripTrailing();
    }

    private static void line(StringBuilder lines, String label, @Nullable String value) {
        if (value != null) {
            lines.append(label).append(": ").append(value).append('\n');
        }
    }

    private static List<MessagePage.Link> links(Attempt attempt, Refused refused) {
        List<MessagePage.Link> links = new ArrayList<>();
        if (refused.back() != null) {
            links.add(new MessagePage.Link(
                    "Back to course",
                    refused.back().url(),
                    MessagePage.Link.Target.FRAME,
                    refused.back().fields()));
            return links;
        }
        Refusal refusal = refused.refusal();
        if (attempt.restart() != null) {
            links.add(new MessagePage.Link("Open in a new tab", attempt.restart(), MessagePage.Link.Target.TAB));
        }
        if (attempt.returnUrl() != null) {
            Map<String, String> message = new LinkedHashMap<>();
            message.put("lti_errormsg", refusal.sentence());
            message.put("lti_errorlog", refusal.code() + " " + attempt.launchId());
            links.add(new MessagePage.Link(
                    "Back to course", Query.append(attempt.returnUrl(), message), MessagePage.Link.Target.TOP));
        }
        return links;
    }
}
