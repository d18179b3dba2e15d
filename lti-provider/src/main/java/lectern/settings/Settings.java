package lectern.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator can set; {@code reference.conf} says what each means.
 *
 * @param baseUrl scheme, host and port, without a path or a slash at the end
 */
public record Settings(
        URI baseUrl,
        Http http,
        Path data,
        Media media,
        Classes classes,
        Recorder recorder,
        Lti lti,
        List<Registration> registrations) {

    /**
     * Where the web server listens; port 0 takes any free port (for tests).
     *
     * @param tls null for plain http, behind a proxy or on this machine
     * @param trustedProxies who may say whose request it is
     */
    public record Http(String host, int port, @Nullable Tls tls, List<AddressRange> trustedProxies) {
        public Http {
            trustedProxies = List.copyOf(trustedProxies);
        }

        /** Plain http without a proxy. */
        public Http(String host, int port) {
            this(host, port, null, List.of());
        }
    }

    /** PEM files with which the web server speaks https itself. */
    public record Tls(Path certificate, Path key) {}

    public record Media(Reach reach, int loops, int maxCameraKbps, int maxScreenKbps) {}

    /** How browsers reach the media loops. */
    public record Reach(
            List<String> bind, List<String> advertised, int port, Duration connectWarningAfter, Tcp tcp, Turn turn) {}

    /** Media over TCP. */
    public record Tcp(boolean enabled, int port, List<String> advertisedPorts, int connections, int perAddress) {}

    /** Relays; the secret is never printed. */
    public record Turn(List<String> uris, String secret, Duration lifetime) {
        @Override
        public String toString() {
            return "Turn" + uris;
        }
    }

    /** The defaults and limits of a class: the {@code class} section. */
    public record Classes(
            int maxPeople,
            boolean record,
            int retentionDays,
            Video video,
            boolean redundantAudio,
            Duration endWithoutHostAfter) {
        /** Codecs of cameras and screens. */
        public enum Video {
            VP8,
            H264
        }
    }

    public record Recorder(Mode mode, Path socket, String heap) {
        public enum Mode {
            CHILD,
            EXTERNAL
        }
    }

    /**
     * How LMSs connect.
     *
     * @param privateAddresses whether an LMS may be in a private network (RFC 1918) of this server
     * @param toolName what LMSs show in their menus
     * @param contact for the questions of an LMS's admin; empty for none
     * @param keyDays after how many days our own key is followed by another; 0 for never
     */
    public record Lti(
            NewDeployments newDeployments,
            boolean privateAddresses,
            Registering registering,
            String toolName,
            String contact,
            int keyDays) {
        /** What an LMS may do that registers itself. */
        public enum Registering {
            /** Nothing. */
            OFF,
            /** Connect with an invite code only. */
            INVITE,
            /** Connect, and wait for an approval unless it has an invite code. */
            APPROVAL,
            /** Connect. */
            OPEN
        }

        public enum NewDeployments {
            ENABLED,
            PENDING
        }
    }

    /** One LMS connection made by hand. */
    public record Registration(
            String iss,
            String clientId,
            URI authUrl,
            URI jwksUrl,
            @Nullable URI tokenUrl,
            @Nullable String tokenAudience,
            String family,
            List<String> deployments) {}

    /**
     * Reads the settings.
     *
     * @param file the operator's {@code lectern.conf}, or null for the defaults
     * @param overrides settings from the command line, by full key ({@code lectern.http.port})
     * @throws SettingsException naming every mistake
     */
    public static Settings load(@Nullable Path file, Map<String, String> overrides) {
        return SettingsReader.read(file, overrides);
    }
}
