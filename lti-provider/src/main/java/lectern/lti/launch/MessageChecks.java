package lectern.lti.launch;

import java.util.List;
import lectern.lti.login.Login;
import lectern.lti.login.OwnUrls;
import lectern.lti.refusal.Attempt;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Deployment;
import lectern.lti.registration.Registrations;

/** Whether a verified token is a message that we take (LTI Core 1.3 §5.3), in this order. */
final class MessageChecks {
    private static final String VERSION = "1.3.0";

    private final Registrations registrations;
    private final OwnUrls own;

    MessageChecks(Registrations registrations, OwnUrls own) {
        this.registrations = registrations;
        this.own = own;
    }

    /** What the checks found out. */
    record Checked(MessageType type, Deployment deployment) {}

    /** The message's type and deployment; throws {@link Refused} at the first check that the launch fails. */
    Checked verify(Claims claims, Login login, Attempt attempt) {
        version(claims);
        MessageType type = messageType(claims, attempt);
        Deployment deployment = deployment(claims, login, attempt);
        List<String> roles = claims.texts(Claim.ROLES);
        if (roles == null) {
            throw new Refused(Refusal.MISSING_ROLES);
        }
        if (claims.id("sub") == null) {
            throw new Refused(Refusal.MISSING_USER);
        }
        subject(claims, type);
        target(claims, login);
        return new Checked(type, deployment);
    }

    /** What each message is about. */
    private static void subject(Claims claims, MessageType type) {
        switch (type) {
            case RESOURCE_LINK -> need(claims, Claim.RESOURCE_LINK, "id", Refusal.MISSING_RESOURCE_LINK);
            case SUBMISSION_REVIEW -> need(claims, Claim.FOR_USER, "user_id", Refusal.MISSING_FOR_USER);
            case CONTEXT -> need(claims, Claim.CONTEXT, "id", Refusal.MISSING_CONTEXT);
            case DEEP_LINKING, DATA_PRIVACY -> {
                // Its destination checks what only it reads.
            }
        }
    }

    private static void need(Claims claims, String claim, String field, Refusal refusal) {
        if (claims.idWithin(claim, field) == null) {
            throw new Refused(refusal);
        }
    }

    private static void version(Claims claims) {
        if (!claims.has(Claim.VERSION)) {
            throw new Refused(Refusal.MISSING_VERSION);
        }
        if (!VERSION.equals(claims.text(Claim.VERSION))) {
            throw new Refused(Refusal.WRONG_VERSION);
        }
    }

    private static MessageType messageType(Claims claims, Attempt attempt) {
        String type = claims.text(Claim.MESSAGE_TYPE);
        if (type == null || type.isEmpty()) {
            throw new Refused(Refusal.MISSING_MESSAGE_TYPE);
        }
        attempt.messageType(type);
        return MessageType.of(type).orElseThrow(() -> new Refused(Refusal.UNSUPPORTED_MESSAGE));
    }

    private Deployment deployment(Claims claims, Login login, Attempt attempt) {
        String id = claims.id(Claim.DEPLOYMENT_ID);
        if (id == null) {
            throw new Refused(Refusal.MISSING_DEPLOYMENT);
        }
        attempt.deployment(id);
        Deployment deployment = registrations.deployment(login.registration(), id);
        if (!deployment.enabled()) {
            throw new Refused(Refusal.DEPLOYMENT_NOT_ENABLED);
        }
        return deployment;
    }

    private void target(Claims claims, Login login) {
        String target = claims.text(Claim.TARGET_LINK_URI);
        boolean same = target != null
                && own.target(target).filter(login.targetLinkUri()::equals).isPresent();
        if (!same) {
            throw new Refused(Refusal.BAD_TARGET);
        }
    }
}
