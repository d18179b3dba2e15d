package lectern.practice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** A practice LMS that listens on a free port, with the tool it knows (which need not run). */
final class Running implements AutoCloseable {

    static final String TOOL = "http://localhost:8080";

    final Settings settings;
    final Visitor visitor;
    private final PracticeLms lms;

    Running() {
        this(TOOL);
    }

    Running(String tool) {
        settings = new Settings("127.0.0.1", freePort(), tool);
        visitor = new Visitor(settings.issuer());
        lms = PracticeLms.start(settings, Clock.systemUTC());
    }

    /** The request that a correct tool makes after a login initiation. */
    Map<String, String> request(Visitor.Form initiation) {
        Map<String, String> request = new LinkedHashMap<>();
        request.put("scope", "openid");
        request.put("response_type", "id_token");
        request.put("response_mode", "form_post");
        request.put("prompt", "none");
        request.put("client_id", "lectern-practice");
        request.put("redirect_uri", settings.tool() + "/lti/launch");
        request.put("login_hint", initiation.fields().getOrDefault("login_hint", ""));
        request.put("lti_message_hint", initiation.fields().getOrDefault("lti_message_hint", ""));
        request.put("state", "a state with <marks> & \"quotes\"");
        request.put("nonce", "nonce-1");
        return request;
    }

    @Override
    public void close() {
        lms.close();
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
