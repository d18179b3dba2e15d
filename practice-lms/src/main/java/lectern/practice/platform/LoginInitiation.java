package lectern.practice.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/** Third-party initiated login (Security Framework 1.0 §5.1.1.1): what the browser carries to the tool first. */
public final class LoginInitiation {

    private LoginInitiation() {}

    public static Map<String, String> parameters(Launch launch, String messageHint) {
        Registration registration = launch.registration();
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("iss", registration.issuer());
        parameters.put("target_link_uri", launch.targetLinkUri());
        parameters.put("login_hint", launch.person().sub());
        parameters.put("lti_message_hint", messageHint);
        parameters.put("client_id", registration.clientId());
        parameters.put("lti_deployment_id", registration.deploymentId());
        return parameters;
    }
}
