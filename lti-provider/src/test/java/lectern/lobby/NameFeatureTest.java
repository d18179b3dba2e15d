package lectern.lobby;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import lectern.TestSite;
import lectern.web.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameFeatureTest {
    private static final long CYD = 3;

    @TempDir
    Path folder;

    private TestSite site;

    @BeforeEach
    void start() {
        site = new TestSite(folder, Clock.systemUTC(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        site.close();
    }

    private void unnamed(long person) {
        site.database().change(handle -> handle.execute("update person set name_from = 'nobody' where id = ?", person));
    }

    private HttpResponse<String> choose(String name) {
        return site.json(site.lobby(TestSite.OPTICS, CYD), "PUT", "/api/lobby/name", Json.write(Map.of("name", name)));
    }

    private String stored() {
        return site.database()
                .read(handle -> handle.createQuery("select name from person where id = :id")
                        .bind("id", CYD)
                        .mapTo(String.class)
                        .one());
    }

    @ParameterizedTest
    @CsvSource({"Cydney,Cydney", "'  Cyd   N. ','Cyd N.'", "سيد,سيد", "a\u202eb\u0007c,a b c"})
    void whomTheLmsDoesNotNameSaysWhatTheyAreCalled(String wanted, String shown) {
        unnamed(CYD);
        assertThat(TestSite.body(choose(wanted)).path("name").asText()).isEqualTo(shown);
        assertThat(stored()).isEqualTo(shown);
    }

    @Test
    void theLmssNameStays() {
        String before = stored();
        assertThat(TestSite.refusal(choose("Somebody"))).isEqualTo("403 not_allowed");
        assertThat(stored()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "!?", "\u202e"})
    void aNameHasALetter(String name) {
        unnamed(CYD);
        assertThat(TestSite.refusal(choose(name))).isEqualTo("400 bad_request");
    }

    @Test
    void aNameHasAnEnd() {
        unnamed(CYD);
        assertThat(choose("x".repeat(60)).statusCode()).isEqualTo(200);
        assertThat(TestSite.refusal(choose("x".repeat(61)))).isEqualTo("400 bad_request");
        assertThat(TestSite.refusal(choose("x".repeat(3_000)))).isEqualTo("413 too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ada", "ADA", "  ada ", "Ádà", "ａｄａ"})
    void nobodyTakesTheNameOfSomebodyElse(String name) {
        unnamed(CYD);
        assertThat(TestSite.refusal(choose(name))).isEqualTo("409 name_taken");
    }
}
