package lectern.lti.launch;

import java.util.List;
import lectern.lti.login.Login;
import lectern.lti.login.OwnUrls;
import lectern.lti.refusal.Attempt;
import lectern.lti.refusal.Refusal;
import lectern.lti.refusal.Refused;
import lectern.lti.registration.Deployment;
import lectern.lti.registration.Registrations;

/** Whether a verified token is a launch of a resource link that we take (LTI Core 1.3 §5.3), in this order. */
final class MessageChecks {
    private static final String VERSION = "1.3.0";
    private static final String RESOURCE_LINK_REQUEST = "LtiResourceLinkRequest";

    private final Registrations registrations;
    private final OwnUrls own;

    MessageChecks(Registrations registrations, OwnUrls own) {
        this.registrations = registrations;
        this.own = own;
    }

    /** The launch's deployment; throws {@link Refused} at the first check that the launch fails. */
    Deployment verify(Claims claims, Login login, Attempt attempt) {
        version(claims);
        messageType(claims, attempt);
        Deployment deployment = deployment(claims, login, attempt);
        List<String> roles = claims.texts(Claim.ROLES);
        if (roles == null) {
            throw new Refused(Refusal.MISSING_ROLES);
        }
        if (claims.id("sub") == null) {
            throw new Refused(Refusal.MISSING_USER);
        }
        if (claims.idWithin(Claim.RESOURCE_LINK, "id") == null) {
            throw new Refused(Refusal.MISSING_RESOURCE_LINK);
        }
        target(claims, login);
        return deployment;
    }

    private static void version(Claims claims) {
        if (!claims.has(Claim.VERSION)) {
            throw new Refused(Refusal.MISSING_VERSION);
        }
        if (!VERSION.equals(claims.text(Claim.VERSION))) {
            throw new Refused(Refusal.WRONG_VERSION);
        }
    }

    private static void messageType(Claims claims, Attempt attempt) {
        String type = claims.text(Claim.MESSAGE_TYPE);
        if (type == null || type.isEmpty()) {
            throw new Refused(Refusal.MISSING_MESSAGE_TYPE);
        }
        attempt.messageType(type);
        if (!type.equals(RESOURCE_LINK_REQUEST)) {
            throw new Refused(Refusal.UNSUPPORTED_MESSAGE);
        }
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
