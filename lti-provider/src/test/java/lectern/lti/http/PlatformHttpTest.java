package lectern.lti.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlatformHttpTest {
    private static final AddressGuard HERE = new AddressGuard(true, false);
    private static final AddressGuard OUTSIDE = new AddressGuard(false, false);

    private HttpServer server;
    private String base;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(String path, int status, String location, String body) {
        server.createContext(path, exchange -> {
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().add("Location", location);
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private PlatformAnswer get(String path) throws PlatformException {
        return new PlatformHttp(HERE).send(PlatformRequest.get(URI.create(base + path), "text/plain"));
    }

    @Test
    void anAnswerOfAnyStatusIsAnAnswer() throws PlatformException {
        answer("/no", 422, "", "line  one\nline two");
        PlatformAnswer answer = get("/no");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.good()).isFalse();
        assertThat(answer.shownBody()).isEqualTo("line one line two");
    }

    @Test
    void aRedirectIsFollowed() throws PlatformException {
        answer("/old", 302, "/new", "");
        answer("/new", 200, "", "here");
        assertThat(get("/old").body()).isEqualTo("here");
    }

    @Test
    void aRedirectInCirclesEnds() {
        answer("/round", 302, "/round", "");
        assertThatThrownBy(() -> get("/round")).hasMessageContaining("circles");
    }

    @Test
    void aRedirectInwardIsRefused() {
        answer("/in", 302, "https://10.0.0.1/secret", "");
        assertThatThrownBy(() -> get("/in")).hasMessageContaining("own network");
    }

    @Test
    void aTokenDoesNotFollowARedirect() throws PlatformException {
        answer("/token", 302, "/elsewhere", "");
        PlatformRequest request =
                PlatformRequest.get(URI.create(base + "/token"), "text/plain").header("Authorization", "Bearer t");
        assertThat(new PlatformHttp(HERE).send(request).status()).isEqualTo(302);
    }

    @Test
    void anEndlessAnswerIsBrokenOff() {
        answer("/long", 200, "", "x".repeat(2000));
        PlatformRequest request =
                PlatformRequest.get(URI.create(base + "/long"), "text/plain").atMost(1000);
        assertThatThrownBy(() -> new PlatformHttp(HERE).send(request)).hasMessageContaining("longer than 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/a",
                "https://localhost/a",
                "https://[::1]/a",
                "https://10.1.2.3/a",
                "https://172.16.0.1/a",
                "https://192.168.1.1/a",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/a",
                "https://0.0.0.0/a",
                "https://[fd00::1]/a",
                "https://[fe80::1]/a",
                "https://[::ffff:10.0.0.1]/a",
            })
    void anAddressThatPointsInwardIsRefused(String address) {
        assertThatThrownBy(() -> OUTSIDE.check(URI.create(address)))
                .isInstanceOf(PlatformException.class)
                .hasMessageContaining("own network");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://203.0.113.5/a", "ftp://203.0.113.5/a", "//203.0.113.5/a", "https:/a"})
    void onlyACompleteHttpsAddressIsCalled(String address) {
        assertThatThrownBy(() -> HERE.check(URI.create(address))).isInstanceOf(PlatformException.class);
    }

    @Test
    void aSchoolMayHaveItsLmsInItsOwnNetwork() {
        assertThatCode(() -> new AddressGuard(false, true).check(URI.create("https://10.1.2.3/a")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new AddressGuard(false, true).check(URI.create("https://127.0.0.1/a")))
                .isInstanceOf(PlatformException.class);
    }

    @Test
    void whatIsLoggedOfACallHasNoSecret() {
        PlatformRequest request = PlatformRequest.get(URI.create(base + "/a?token=secret"), "text/plain")
                .header("Authorization", "Bearer secret");
        assertThat(request.toString()).doesNotContain("secret");
    }
}
